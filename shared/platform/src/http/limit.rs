//! How many public requests an address may make.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    num::NonZeroU32,
    sync::{Arc, Mutex, TryLockError},
    time::{Duration, Instant},
};

use actix_web::{HttpRequest, http::header::HeaderMap};
use governor::{
    DefaultKeyedRateLimiter, Quota,
    clock::{Clock, DefaultClock},
};
use ipnet::IpNet;

use super::problem::Problem;
use crate::settings::ServerSettings;

/// How many addresses are remembered before those at rest are forgotten.
const MANY_ADDRESSES: usize = 10_000;
/// How often those at rest are looked for: it takes long when there are many.
const FORGET_EVERY: Duration = Duration::from_secs(1);

/// A limit per address. Cheap to clone.
#[derive(Clone)]
pub struct AddressLimit {
    limiter: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    trusted_proxies: Arc<Vec<IpNet>>,
    forgotten_at: Arc<Mutex<Instant>>,
}

impl AddressLimit {
    /// The limit of the settings, with a burst of twice the rate.
    pub fn new(settings: &ServerSettings) -> Self {
        let rate = NonZeroU32::new(settings.public_requests_per_second).unwrap_or(NonZeroU32::MIN);
        Self::with_quota(settings, Quota::per_second(rate).allow_burst(rate.saturating_add(rate.get())))
    }

    /// A tighter limit for one kind of request, e.g. log-ins; all of a minute's may come at once.
    pub fn per_minute(settings: &ServerSettings, requests: u32) -> Self {
        Self::with_quota(settings, Quota::per_minute(NonZeroU32::new(requests).unwrap_or(NonZeroU32::MIN)))
    }

    fn with_quota(settings: &ServerSettings, quota: Quota) -> Self {
        Self {
            limiter: Arc::new(DefaultKeyedRateLimiter::keyed(quota)),
            trusted_proxies: Arc::new(settings.trusted_proxies.clone()),
            forgotten_at: Arc::new(Mutex::new(Instant::now())),
        }
    }

    /// Refuses with 429 when the address has made too many requests.
    pub fn check(&self, request: &HttpRequest) -> Result<(), Problem> {
        self.forget_those_at_rest();
        self.limiter.check_key(&network_of(self.address(request))).map_err(|denied| {
            let wait = denied.wait_time_from(DefaultClock::default().now());
            Problem::too_many_requests(wait.as_secs() + 1)
        })
    }

    /// The caller's address. A trusted proxy names it in `X-Forwarded-For`, as the last of those that passed the
    /// request on before it; what stands before the last address that is no trusted proxy's may be invented.
    pub fn address(&self, request: &HttpRequest) -> IpAddr {
        let peer = request
            .peer_addr()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |address| address.ip());
        self.caller(peer, request.headers())
    }

    /// Whether what this address says about the caller is believed.
    pub fn trusts(&self, peer: IpAddr) -> bool {
        let peer = peer.to_canonical();
        self.trusted_proxies.iter().any(|network| network.contains(&peer))
    }

    fn caller(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut caller = peer;
        let lines: Vec<&str> = headers.get_all("x-forwarded-for").filter_map(|value| value.to_str().ok()).collect();
        let mut named = lines.iter().rev().flat_map(|line| line.rsplit(','));
        while self.trusts(caller) {
            let Some(Ok(before)) = named.next().map(|address| address.trim().parse()) else {
                break;
            };
            caller = before;
        }
        caller
    }

    fn forget_those_at_rest(&self) {
        if self.limiter.len() <= MANY_ADDRESSES {
            return;
        }
        let mut forgotten_at = match self.forgotten_at.try_lock() {
            Ok(forgotten_at) => forgotten_at,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return,
        };
        if forgotten_at.elapsed() >= FORGET_EVERY {
            self.limiter.retain_recent();
            *forgotten_at = Instant::now();
        }
    }
}

/// What counts as one caller: an IPv4 address, or the IPv6 network that one connection gets whole.
fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn caller(peer: &str, forwarded: &[&str]) -> String {
        let limit = AddressLimit {
            limiter: Arc::new(DefaultKeyedRateLimiter::keyed(Quota::per_second(NonZeroU32::MIN))),
            trusted_proxies: Arc::new(vec!["127.0.0.0/8".parse().unwrap(), "10.42.0.0/16".parse().unwrap()]),
            forgotten_at: Arc::new(Mutex::new(Instant::now())),
        };
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(HeaderName::from_static("x-forwarded-for"), HeaderValue::from_str(line).unwrap());
        }
        limit.caller(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn only_what_trusted_proxies_say_of_the_caller_is_believed() {
        for (peer, forwarded, expected) in [
            ("203.0.113.9", &["198.51.100.1"] as &[&str], "203.0.113.9"),
            ("127.0.0.1", &[], "127.0.0.1"),
            ("127.0.0.1", &["198.51.100.1"], "198.51.100.1"),
            ("127.0.0.1", &["192.0.2.66, 198.51.100.1"], "198.51.100.1"),
            ("127.0.0.1", &["192.0.2.66", "198.51.100.1"], "198.51.100.1"),
            ("127.0.0.1", &["192.0.2.66, 198.51.100.1, 10.42.0.7"], "198.51.100.1"),
            ("127.0.0.1", &["10.42.0.7"], "10.42.0.7"),
            ("127.0.0.1", &["198.51.100.1, nonsense"], "127.0.0.1"),
        ] {
            assert_eq!(caller(peer, forwarded), expected, "{peer} {forwarded:?}");
        }
    }

    #[test]
    fn one_ipv6_connection_is_one_caller() {
        let network = |address: &str| network_of(address.parse().unwrap());
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::1"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
    }
}
