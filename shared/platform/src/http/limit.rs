//! How many public requests an address may make.

use std::{
    net::{IpAddr, Ipv4Addr},
    num::NonZeroU32,
    sync::Arc,
};

use actix_web::HttpRequest;
use governor::{
    DefaultKeyedRateLimiter, Quota,
    clock::{Clock, DefaultClock},
};
use ipnet::IpNet;

use super::problem::Problem;
use crate::settings::ServerSettings;

/// How many addresses are remembered before those at rest are forgotten.
const MANY_ADDRESSES: usize = 10_000;

/// A limit per address. Cheap to clone.
#[derive(Clone)]
pub struct AddressLimit {
    limiter: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    trusted_proxies: Arc<Vec<IpNet>>,
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
        }
    }

    /// Refuses with 429 when the address has made too many requests.
    pub fn check(&self, request: &HttpRequest) -> Result<(), Problem> {
        if self.limiter.len() > MANY_ADDRESSES {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(&self.address(request)).map_err(|denied| {
            let wait = denied.wait_time_from(DefaultClock::default().now());
            Problem::too_many_requests(wait.as_secs() + 1)
        })
    }

    /// The caller's address: the last entry of `X-Forwarded-For` when a trusted proxy passes the request on.
    pub fn address(&self, request: &HttpRequest) -> IpAddr {
        let peer = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |address| address.ip());
        if !self.trusts(peer) {
            return peer;
        }
        let forwarded = request.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok());
        forwarded.and_then(|list| list.rsplit(',').next()).and_then(|address| address.trim().parse().ok()).unwrap_or(peer)
    }

    /// Whether what this address says about the caller is believed.
    pub fn trusts(&self, peer: IpAddr) -> bool {
        self.trusted_proxies.iter().any(|network| network.contains(&peer))
    }
}
