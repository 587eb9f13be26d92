//! PostgreSQL over TLS, by its URL alone.

use platform::{Database, Scope, database::migration, settings::DatabaseSettings};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use secrecy::SecretString;
use testkit::{PostgresOptions, PrivatePostgres, temporary_folder};

use crate::support::{MIGRATIONS, connect};

/// PEM texts: the authority's certificate, and the server's certificate and key for `name`.
fn certificates(name: &str) -> (String, String, String) {
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority_key = KeyPair::generate().unwrap();
    let certificate = authority.self_signed(&authority_key).unwrap();
    let issuer = Issuer::new(authority, authority_key);
    let key = KeyPair::generate().unwrap();
    let server = CertificateParams::new(vec![name.to_owned()])
        .unwrap()
        .signed_by(&key, &issuer)
        .unwrap();
    (certificate.pem(), server.pem(), key.serialize_pem())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_url_that_asks_for_tls_gets_it_or_nothing() {
    let folder = temporary_folder().unwrap();
    let postgres = PrivatePostgres::start(PostgresOptions::for_tests(folder.path().join("postgres")))
        .await
        .unwrap();
    let db = postgres.create_test_database("platform").await.unwrap();
    let (authority, certificate, key) = certificates("127.0.0.1");
    let file = folder.path().join("authority.pem");
    std::fs::write(&file, &authority).unwrap();
    let stranger = folder.path().join("stranger.pem");
    std::fs::write(&stranger, certificates("127.0.0.1").0).unwrap();
    let with = |options: String| DatabaseSettings {
        url: SecretString::from(format!("{}?{options}", db.app_url)),
        migration_url: SecretString::from(format!("{}?{options}", db.owner_url)),
        pool_size: 2,
        background_pool_size: 4,
        lock_wait_seconds: 10,
        wait_seconds: 5,
    };
    let verified = with(format!("sslmode=verify-full&sslrootcert={}", file.display()));
    // A server without TLS is not spoken to.
    assert!(migration::migrate(&verified, MIGRATIONS).await.is_err());

    // The server writes its own files, since it may be another user.
    let admin = connect(&db.admin_url).await;
    for (name, text) in [("server.crt", certificate), ("server.key", key)] {
        let lines: Vec<String> = text.lines().map(|line| format!("('{line}')")).collect();
        let program = format!("umask 077; cat > {}/{name}", postgres.data_dir().display());
        admin
            .batch_execute(&format!("COPY (VALUES {}) TO PROGRAM '{program}'", lines.join(",")))
            .await
            .unwrap();
    }
    admin.batch_execute("ALTER SYSTEM SET ssl = on").await.unwrap();
    admin.batch_execute("SELECT pg_reload_conf()").await.unwrap();
    crate::support::eventually("TLS is on", async || migration::migrate(&verified, MIGRATIONS).await.ok()).await;
    assert!(migration::is_current(&verified, &MIGRATIONS).await.unwrap());

    let database = Database::new(&verified).unwrap();
    let mut tx = database.begin(&Scope::All).await.unwrap();
    let over_tls = diesel::dsl::sql::<diesel::sql_types::Bool>("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
    assert!(diesel_async::RunQueryDsl::get_result::<bool>(over_tls, &mut tx).await.unwrap());
    drop(tx);

    // Another authority, the system's authorities, another name.
    let other_name = SecretString::from(format!(
        "{}?sslmode=verify-full&sslrootcert={}",
        db.app_url.replace("127.0.0.1", "localhost"),
        file.display()
    ));
    for settings in [
        with(format!("sslmode=require&sslrootcert={}", stranger.display())),
        with("sslmode=require".to_owned()),
        with("sslmode=verify-full&sslrootcert=/nowhere.pem".to_owned()),
        DatabaseSettings {
            url: other_name,
            ..verified.clone()
        },
    ] {
        assert!(
            Database::new(&settings).unwrap().connection(&Scope::All).await.is_err(),
            "{settings:?}"
        );
    }
}
