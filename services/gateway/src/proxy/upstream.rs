//! The departments' services as one worker sees them: a client of its own, and how many requests are under way.

use std::{cell::Cell, collections::BTreeMap, rc::Rc, time::Duration};

use contracts::Department;
use platform::{Problem, http::limit::AddressLimit};
use reqwest::{Client, Url, redirect};

use crate::{
    config::{Config, ProxySettings},
    department,
};

/// How long an idle connection is kept: shorter than the services keep it (see `platform::http::server::KEEP_ALIVE`).
const IDLE: Duration = Duration::from_mins(1);

/// Why the way to the departments cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum UpstreamError {
    /// A department has no address.
    #[error("缺少设置 upstreams.{0}.url")]
    Missing(&'static str),
    /// An address is not one.
    #[error("设置 upstreams.{0}.url 应为不带路径的 http(s) 地址，例如 http://127.0.0.1:8081")]
    NotAnAddress(&'static str),
    /// HTTP client.
    #[error("HTTP 客户端")]
    Client(#[from] reqwest::Error),
}

/// The departments' services, for one worker: actix workers have a runtime each, and a connection lives in the one
/// that opened it.
pub struct Upstreams {
    client: Client,
    services: BTreeMap<Department, Upstream>,
    settings: ProxySettings,
    limit: AddressLimit,
}

/// A department's service.
pub struct Upstream {
    base: Url,
    in_flight: Rc<Cell<usize>>,
}

/// Counts one request under way until dropped.
pub struct Slot(Rc<Cell<usize>>);

impl Drop for Slot {
    fn drop(&mut self) {
        self.0.set(self.0.get().saturating_sub(1));
    }
}

/// A client for one worker.
pub fn new_client(settings: &ProxySettings) -> Result<Client, UpstreamError> {
    Ok(Client::builder()
        .connect_timeout(settings.connect_timeout())
        .pool_idle_timeout(IDLE)
        .redirect(redirect::Policy::none())
        .no_proxy()
        .build()?)
}

/// The addresses of the settings, checked.
pub fn addresses(config: &Config) -> Result<BTreeMap<Department, Url>, UpstreamError> {
    let address = |department: Department| {
        let settings = config.upstreams.get(&department).ok_or(UpstreamError::Missing(department.name()))?;
        let url = Url::parse(&settings.url).ok().filter(|url| {
            let plain = url.path() == "/" && url.query().is_none() && url.username().is_empty();
            plain && url.has_host() && matches!(url.scheme(), "http" | "https")
        });
        url.map(|url| (department, url))
            .ok_or(UpstreamError::NotAnAddress(department.name()))
    };
    Department::ALL.into_iter().map(address).collect()
}

impl Upstreams {
    /// The services as one worker sees them.
    pub fn new(client: Client, addresses: &BTreeMap<Department, Url>, settings: ProxySettings, limit: AddressLimit) -> Self {
        let service = |(department, base): (&Department, &Url)| {
            let upstream = Upstream {
                base: base.clone(),
                in_flight: Rc::default(),
            };
            (*department, upstream)
        };
        Self {
            client,
            services: addresses.iter().map(service).collect(),
            settings,
            limit,
        }
    }

    /// The worker's client.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Timeouts and limits.
    pub fn settings(&self) -> &ProxySettings {
        &self.settings
    }

    /// Tells the caller's address.
    pub fn limit(&self) -> &AddressLimit {
        &self.limit
    }

    /// A department's service; every department has one, see [`addresses`].
    pub fn service(&self, department: Department) -> Result<&Upstream, Problem> {
        self.services
            .get(&department)
            .ok_or_else(|| Problem::internal("a department without an address"))
    }

    /// Room for one more request, unless too many are under way already.
    pub fn enter(&self, department: Department) -> Result<Slot, Problem> {
        let counter = &self.service(department)?.in_flight;
        if counter.get() >= self.settings.max_in_flight {
            let detail = format!(
                "{}的服务正在处理的请求太多，这次请求没有提交，请稍后再试",
                department::title(department)
            );
            return Err(Problem::unavailable("upstream_busy", detail).with_retry_after(1));
        }
        counter.set(counter.get() + 1);
        Ok(Slot(Rc::clone(counter)))
    }
}

impl Upstream {
    /// The URL of a path below `/v1/`.
    pub fn url(&self, rest: &str, query: Option<&str>) -> Result<Url, Problem> {
        let mut url = self.base.clone();
        url.set_path(&format!("/v1/{rest}"));
        url.set_query(query);
        // The path was checked before; should the URL still lead elsewhere, nothing is sent.
        if url.path().starts_with("/v1/") && url.path().matches('/').count() == rest.matches('/').count() + 2 {
            Ok(url)
        } else {
            Err(Problem::internal("a checked path led out of /v1"))
        }
    }

    /// The URL of something that the gateway asks the service itself.
    pub fn own_url(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        url.set_path(path);
        url
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(url: &str) -> Config {
        Config::load_with(&[
            ("JIANGZHOU__DATABASE__URL", "postgres://gateway@x/gateway"),
            ("JIANGZHOU__UPSTREAMS__WATER__URL", url),
        ])
        .unwrap()
    }

    #[test]
    fn an_address_has_no_path_and_no_password() {
        assert_eq!(addresses(&config("http://water:8080")).unwrap().len(), 4);
        for bad in [
            "water:8080",
            "http://water:8080/v1",
            "ftp://water",
            "http://a:b@water",
            "http://water?x",
        ] {
            assert!(addresses(&config(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_query_is_passed_on_as_it_is() {
        let upstream = Upstream {
            base: Url::parse("http://water:8080").unwrap(),
            in_flight: Rc::default(),
        };
        assert_eq!(
            upstream.url("bills", Some("town=%E9%BE%99&x=../a")).unwrap().as_str(),
            "http://water:8080/v1/bills?town=%E9%BE%99&x=../a"
        );
        assert_eq!(upstream.url("", None).unwrap().as_str(), "http://water:8080/v1/");
        assert!(upstream.url("../metrics", None).is_err());
    }
}
