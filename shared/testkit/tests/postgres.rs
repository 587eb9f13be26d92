//! A private PostgreSQL through stops, kills, crashes and restarts.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use testkit::install::postgres_programs;
use testkit::postgres::remove_data;
use testkit::process_table::{descendants, is_alive, mentioning};
use testkit::{DatabaseUrls, PostgresAdmin, PostgresOptions, PrivatePostgres, temporary_folder};

async fn ask(url: &str, query: &str) -> Result<String, String> {
    let client = PostgresAdmin::new(url).connect().await.map_err(|error| format!("{error:#}"))?;
    let rows = client
        .simple_query(query)
        .await
        .map_err(|error| error.as_db_error().map_or(error.to_string(), ToString::to_string))?;
    Ok(rows
        .iter()
        .find_map(|message| match message {
            tokio_postgres::SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
            _ => None,
        })
        .unwrap_or_default())
}

#[tokio::test]
async fn data_survive_a_stop_a_kill_and_a_second_start() {
    let folder = temporary_folder().unwrap();
    let options = PostgresOptions::for_tests(folder.path().join("postgres"));
    let mut postgres = PrivatePostgres::start(options.clone()).await.unwrap();
    let url = postgres.admin_url();
    assert_eq!(postgres.moved_from(), None);
    ask(&url, "CREATE TABLE fact (n int); INSERT INTO fact VALUES (1)").await.unwrap();

    postgres.stop().await.unwrap();
    assert_eq!(postgres.pid(), None);
    assert!(ask(&url, "SELECT 1").await.unwrap_err().contains("cannot connect"));
    postgres.start_again().await.unwrap();
    ask(&url, "INSERT INTO fact VALUES (2)").await.unwrap();

    let server = postgres.pid().unwrap();
    let its_processes = descendants(server);
    assert!(!its_processes.is_empty());
    postgres.kill();
    assert!(!is_alive(server) && !its_processes.iter().any(|pid| is_alive(*pid)));
    postgres.start_again().await.unwrap();
    ask(&url, "INSERT INTO fact VALUES (3)").await.unwrap();

    drop(postgres);
    assert_eq!(mentioning(folder.path()), [0_u32; 0]);
    let postgres = PrivatePostgres::start(options).await.unwrap();
    assert_eq!(postgres.admin_url(), url);
    assert_eq!(
        ask(&url, "SELECT string_agg(n::text, ' ' ORDER BY n) FROM fact").await.unwrap(),
        "1 2 3"
    );
}

#[tokio::test]
async fn a_durable_server_keeps_postgresqls_own_safety_and_the_callers_settings_win() {
    let folder = temporary_folder().unwrap();
    let settings = vec![("max_connections".to_owned(), "17".to_owned())];
    let options = PostgresOptions {
        settings,
        ..PostgresOptions::new(folder.path().join("postgres"))
    };
    let mut postgres = PrivatePostgres::start(options).await.unwrap();
    let url = postgres.admin_url();
    for (setting, expected) in [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("max_connections", "17"),
        ("listen_addresses", "127.0.0.1"),
        ("unix_socket_directories", ""),
        ("server_encoding", "UTF8"),
        ("lc_collate", "C.UTF-8"),
        ("timezone", "UTC"),
        ("password_encryption", "scram-sha-256"),
    ] {
        assert_eq!(ask(&url, &format!("SHOW {setting}")).await.unwrap(), expected, "{setting}");
    }
    let wrong = url.replace("postgres:", "postgres:x").replace("postgres:x//", "postgres://");
    assert!(ask(&wrong, "SELECT 1").await.is_err());
    postgres.stop().await.unwrap();
}

#[tokio::test]
async fn a_service_database_is_its_owners_and_nobody_elses() {
    let folder = temporary_folder().unwrap();
    let postgres = PrivatePostgres::start(PostgresOptions::for_tests(folder.path().join("postgres")))
        .await
        .unwrap();
    let before = postgres.create_service_database("water", "it's \\ old", "old").await.unwrap();
    assert_eq!(ask(&before.owner_url, "SELECT current_user").await.unwrap(), "water_owner");

    // Again, with other passwords.
    let water = postgres.create_service_database("water", "p@ss/wörd", "app").await.unwrap();
    let finance = postgres.create_service_database("finance", "o", "a").await.unwrap();
    assert!(ask(&before.owner_url, "SELECT 1").await.is_err());
    assert!(ask(&before.app_url, "SELECT 1").await.is_err());
    assert_eq!(
        ask(&water.owner_url, "CREATE TABLE bill (id int); SELECT current_user")
            .await
            .unwrap(),
        "water_owner"
    );
    assert_eq!(
        ask(&water.app_url, "SELECT current_user || ' in ' || current_database()")
            .await
            .unwrap(),
        "water in water"
    );
    assert!(
        ask(&water.app_url, "CREATE TABLE mine (id int)")
            .await
            .unwrap_err()
            .contains("permission denied")
    );
    assert!(
        ask(&water.app_url, "SELECT count(*) FROM bill")
            .await
            .unwrap_err()
            .contains("permission denied")
    );

    let trespass = finance.app_url.replace("/finance", "/water");
    assert_ne!(trespass, finance.app_url);
    assert!(ask(&trespass, "SELECT 1").await.is_err());
    assert!(
        postgres
            .create_service_database("water; DROP DATABASE finance", "o", "a")
            .await
            .is_err()
    );
}

#[tokio::test]
async fn a_test_database_disappears_with_its_handle_even_while_somebody_is_connected() {
    let folder = temporary_folder().unwrap();
    let postgres = PrivatePostgres::start(PostgresOptions::for_tests(folder.path().join("postgres")))
        .await
        .unwrap();
    let left = "SELECT count(*) FROM (SELECT datname FROM pg_database UNION ALL SELECT rolname FROM pg_roles) AS all_names (name) \
                WHERE name LIKE 'water%'";
    let one = postgres.create_test_database("water").await.unwrap();
    let two = postgres.create_test_database("water").await.unwrap();
    assert_ne!(one.name, two.name);
    assert_eq!(ask(&postgres.admin_url(), left).await.unwrap(), "6");
    assert_eq!(ask(&one.admin_url, "SELECT current_database()").await.unwrap(), one.name);

    let connected = PostgresAdmin::new(&one.app_url).connect().await.unwrap();
    drop(one);
    assert!(connected.simple_query("SELECT 1").await.is_err());
    ask(&two.owner_url, "CREATE TABLE bill (id int)").await.unwrap();
    two.drop_now().await.unwrap();
    assert_eq!(ask(&postgres.admin_url(), left).await.unwrap(), "0");
}

#[tokio::test]
async fn test_databases_are_copies_of_one_that_is_migrated_once() {
    let folder = temporary_folder().unwrap();
    let postgres = PrivatePostgres::start(PostgresOptions::for_tests(folder.path().join("postgres")))
        .await
        .unwrap();
    let admin = PostgresAdmin::new(postgres.admin_url());
    let migrations = AtomicUsize::new(0);
    let migrate = async |urls: DatabaseUrls| -> Result<(), tokio_postgres::Error> {
        migrations.fetch_add(1, Ordering::Relaxed);
        let (client, connection) = tokio_postgres::connect(&urls.owner_url, tokio_postgres::NoTls).await?;
        tokio::spawn(connection);
        client
            .batch_execute("CREATE TABLE bill (id int); GRANT SELECT, INSERT ON bill TO water_template")
            .await
    };
    let (one, two) = tokio::join!(
        admin.create_migrated_database("water", &migrate),
        admin.create_migrated_database("water", &migrate)
    );
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!(migrations.load(Ordering::Relaxed), 1);
    ask(&one.app_url, "INSERT INTO bill VALUES (1) RETURNING id").await.unwrap();
    assert_eq!(ask(&two.app_url, "SELECT count(*) FROM bill").await.unwrap(), "0");
    assert!(ask(&two.app_url, "DROP TABLE bill").await.is_err());
    ask(&two.owner_url, "ALTER TABLE bill ADD COLUMN amount int").await.unwrap();
    drop(one);
    drop(two);
    let left = "SELECT count(*) FROM pg_database WHERE datname LIKE 'water_t_%' AND NOT datistemplate";
    assert_eq!(ask(&postgres.admin_url(), left).await.unwrap(), "0");

    let failing = async |_: DatabaseUrls| Err(std::io::Error::other("no"));
    assert!(admin.create_migrated_database("finance", failing).await.is_err());
    assert!(
        admin
            .create_migrated_database("finance", async |_| Ok::<(), std::io::Error>(()))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_folder_in_use_is_refused_and_a_wanted_port_that_is_taken_too() {
    let folder = temporary_folder().unwrap();
    let options = PostgresOptions::for_tests(folder.path().join("postgres"));
    let postgres = PrivatePostgres::start(options.clone()).await.unwrap();
    let refusal = format!("{:#}", PrivatePostgres::start(options.clone()).await.unwrap_err());
    assert!(refusal.contains("in use by process"), "{refusal}");
    assert!(format!("{:#}", remove_data(&options.data_dir).await.unwrap_err()).contains("in use by process"));

    let elsewhere = PostgresOptions {
        port: Some(postgres.port()),
        ..PostgresOptions::for_tests(folder.path().join("other"))
    };
    let refusal = format!("{:#}", PrivatePostgres::start(elsewhere).await.unwrap_err());
    assert!(refusal.contains(&format!("port {} of 127.0.0.1", postgres.port())), "{refusal}");

    drop(postgres);
    remove_data(&options.data_dir).await.unwrap();
    assert!(!options.data_dir.exists());
}

#[tokio::test]
async fn a_server_left_by_a_crashed_run_is_ended_and_a_stale_process_number_is_forgotten() {
    let folder = temporary_folder().unwrap();
    let options = PostgresOptions::for_tests(folder.path().join("postgres"));
    let mut postgres = PrivatePostgres::start(options.clone()).await.unwrap();
    let data_dir = postgres.data_dir().to_owned();
    let port = postgres.port();
    postgres.stop().await.unwrap();
    drop(postgres);

    // As a run leaves it that was killed where nothing kills its children; this one dies at the latest with the test.
    let mut command = Command::new("setpriv");
    if rustix::process::geteuid().is_root() {
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]);
    }
    command
        .args(["--pdeathsig=KILL", "--"])
        .arg(postgres_programs(None).unwrap().postgres)
        .arg("-D")
        .arg(&data_dir);
    command.args(["-p", &port.to_string(), "-c", "unix_socket_directories="]);
    let mut left = command
        .current_dir("/")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .unwrap();
    let pid_file = data_dir.join("postmaster.pid");
    while !fs::read_to_string(&pid_file).is_ok_and(|text| text.lines().count() >= 8) {
        assert_eq!(left.try_wait().unwrap(), None);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let mut postgres = PrivatePostgres::start(options.clone()).await.unwrap();
    assert!(left.wait().unwrap().success(), "the one left was not stopped in order");
    assert_ne!(postgres.pid(), Some(left.id()));

    // As it is after a crash of the machine, when the number has gone to somebody else: here, to us.
    postgres.kill();
    let stale = fs::read_to_string(&pid_file).unwrap();
    let ours = stale.replacen(stale.lines().next().unwrap(), &std::process::id().to_string(), 1);
    fs::write(&pid_file, ours).unwrap();
    drop(postgres);
    let postgres = PrivatePostgres::start(options).await.unwrap();
    assert_eq!(ask(&postgres.admin_url(), "SELECT 1").await.unwrap(), "1");
}

#[tokio::test]
async fn data_go_elsewhere_when_the_servers_user_may_not_enter_the_folder() {
    if !rustix::process::geteuid().is_root() {
        return;
    }
    let closed = tempfile::Builder::new()
        .permissions(fs::Permissions::from_mode(0o700))
        .tempdir()
        .unwrap();
    let asked = closed.path().join("postgres");
    let mut postgres = PrivatePostgres::start(PostgresOptions::for_tests(&asked)).await.unwrap();
    let moved = postgres.data_dir().to_owned();
    assert_eq!(postgres.moved_from(), Some(asked.as_path()));
    assert!(moved.starts_with("/var/tmp"), "{}", moved.display());
    ask(&postgres.admin_url(), "CREATE TABLE fact (n int)").await.unwrap();
    postgres.stop().await.unwrap();
    drop(postgres);

    let postgres = PrivatePostgres::start(PostgresOptions::for_tests(&asked)).await.unwrap();
    assert_eq!(ask(&postgres.admin_url(), "SELECT count(*) FROM fact").await.unwrap(), "0");
    drop(postgres);
    remove_data(&asked).await.unwrap();
    assert!(!moved.parent().unwrap().exists());
}
