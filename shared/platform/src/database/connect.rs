//! One connection to PostgreSQL, over TLS where its URL asks for it.

use std::{sync::Arc, time::Duration};

use diesel::{ConnectionError, ConnectionResult};
use diesel_async::AsyncPgConnection;
use reqwest::Url;
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject},
};
use tokio_postgres::{Config, NoTls, config::SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

/// How long a server may leave unacknowledged what was sent to it, and an idle connection untested, before the
/// connection counts as lost: nobody waits for ever on a network that swallows everything.
const SILENCE: Duration = Duration::from_secs(30);

/// Connects. `?sslmode=verify-full` (or `verify-ca`, or `require`) in the URL means TLS with a server whose certificate
/// and name are good; its authority is one of the system's, or that of the PEM file in `&sslrootcert=`.
pub async fn connect(url: &str) -> ConnectionResult<AsyncPgConnection> {
    let Some((url, authority)) = over_tls(url) else {
        let (client, connection) = configure(url)?.connect(NoTls).await.map_err(bad)?;
        return AsyncPgConnection::try_from_client_and_connection(client, connection).await;
    };
    let tls = MakeRustlsConnect::new(tls(authority.as_deref())?);
    let mut config = configure(url.as_str())?;
    let (client, connection) = config.ssl_mode(SslMode::Require).connect(tls).await.map_err(bad)?;
    AsyncPgConnection::try_from_client_and_connection(client, connection).await
}

fn configure(url: &str) -> ConnectionResult<Config> {
    let mut config: Config = url.parse().map_err(bad)?;
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(SILENCE);
    }
    if !url.contains("keepalives") {
        config
            .keepalives_idle(SILENCE)
            .keepalives_interval(SILENCE / 3)
            .keepalives_retries(3);
    }
    Ok(config)
}

fn bad(error: impl std::error::Error + Send + Sync + 'static) -> ConnectionError {
    ConnectionError::BadConnection(crate::telemetry::chain(&error))
}

/// The URL without what it says of TLS, and the file with the authority's certificate; none when it asks for no TLS.
fn over_tls(url: &str) -> Option<(Url, Option<String>)> {
    let mut url = Url::parse(url).ok()?;
    let options: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let option = |name: &str| options.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    if !matches!(option("sslmode")?.as_str(), "require" | "verify-ca" | "verify-full") {
        return None;
    }
    let authority = option("sslrootcert").filter(|file| file != "system");
    let others = options.iter().filter(|(name, _)| name != "sslmode" && name != "sslrootcert");
    url.query_pairs_mut().clear().extend_pairs(others);
    Some((url, authority))
}

fn tls(authority: Option<&str>) -> ConnectionResult<ClientConfig> {
    let mut roots = RootCertStore::empty();
    if let Some(file) = authority {
        for certificate in CertificateDer::pem_file_iter(file).map_err(bad)? {
            roots.add(certificate.map_err(bad)?).map_err(bad)?;
        }
    } else {
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(bad)?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_url_that_asks_for_tls_gets_it_and_keeps_the_rest() {
        let (url, authority) =
            over_tls("postgres://water:p%40s@db:5432/water?sslmode=verify-full&sslrootcert=/etc/ca.pem&connect_timeout=3").unwrap();
        assert_eq!(
            (url.as_str(), authority.as_deref()),
            ("postgres://water:p%40s@db:5432/water?connect_timeout=3", Some("/etc/ca.pem"))
        );
        assert_eq!(over_tls("postgres://db/water?sslmode=require&sslrootcert=system").unwrap().1, None);
        for url in [
            "postgres://db/water",
            "postgres://db/water?sslmode=prefer",
            "postgres://db/water?sslmode=disable",
        ] {
            assert!(over_tls(url).is_none(), "{url}");
        }
    }
}
