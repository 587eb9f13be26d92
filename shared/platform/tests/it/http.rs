use crate::support::{Fixture, start};

#[tokio::test(flavor = "multi_thread")]
async fn x() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let answer = service.get_public("/v1/public").await;
    println!("{answer:?}");
    let answer = service.get_public("/v1/nothing").await;
    println!("{answer:?}");
    let answer = service.get_public("/v1/clerks").await;
    println!("{answer:?}");
    assert!(false);
}
