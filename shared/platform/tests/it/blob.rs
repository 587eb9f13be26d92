//! Files in a folder: whole or not at all, streamed, hashed.

use actix_web::web::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};
use platform::{
    blob::{BlobEntry, BlobError, BlobStore, StoredBlob},
    settings::StorageSettings,
};
use sha2::{Digest, Sha256};

fn settings(url: &str) -> StorageSettings {
    StorageSettings {
        url: url.to_owned(),
        endpoint: None,
        region: None,
        access_key_id: None,
        secret_access_key: None,
        allow_http: false,
    }
}

async fn read(store: &BlobStore, key: &str) -> Vec<u8> {
    let blob = store.get(key).await.unwrap();
    let bytes: Vec<Bytes> = blob.stream.try_collect().await.unwrap();
    let bytes = bytes.concat();
    assert_eq!(blob.size, bytes.len() as u64);
    bytes
}

async fn keys(store: &BlobStore, folder: &str) -> Vec<String> {
    let mut entries: Vec<BlobEntry> = store.list(folder).try_collect().await.unwrap();
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    entries.into_iter().map(|entry| entry.key).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_is_read_back_with_its_hash_however_large_it_is() {
    let folder = tempfile::tempdir().unwrap();
    // The folder is made by its first file.
    let store = BlobStore::new(&settings(&format!("file://{}/a/b", folder.path().display()))).unwrap();
    assert!(keys(&store, "attachment").await.is_empty());
    let chunk = |index: u8| Bytes::from(vec![index; 700_000]);
    let large: Vec<u8> = (0..20).flat_map(|index| chunk(index).to_vec()).collect();
    let chunks = stream::iter((0..20).map(|index| Ok::<_, BlobError>(chunk(index))));
    let stored = store.put("attachment/large", chunks).await.unwrap();
    let expected = StoredBlob {
        size: 14_000_000,
        sha256: hex::encode(Sha256::digest(&large)),
    };
    assert_eq!(stored, expected);
    assert_eq!(read(&store, "attachment/large").await, large);
    store.put_bytes("attachment/small", Bytes::from_static(b"x")).await.unwrap();
    store.put_bytes("export/other", Bytes::from_static(b"y")).await.unwrap();
    assert_eq!(keys(&store, "attachment").await, ["attachment/large", "attachment/small"]);
    store.delete("attachment/large").await.unwrap();
    store.delete("attachment/large").await.unwrap();
    assert!(matches!(store.get("attachment/large").await, Err(BlobError::NotFound(_))));
    assert_eq!(keys(&store, "attachment").await, ["attachment/small"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_breaks_off_leaves_no_file() {
    #[derive(Debug)]
    struct BrokeOff;
    impl From<BlobError> for BrokeOff {
        fn from(error: BlobError) -> Self {
            panic!("{error}")
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let store = BlobStore::new(&settings(&format!("file://{}", folder.path().display()))).unwrap();
    for chunks in [1_usize, 20] {
        let source = stream::iter(0..chunks)
            .map(|_| Ok(Bytes::from(vec![7; 700_000])))
            .chain(stream::iter([Err(BrokeOff)]));
        assert!(store.put("attachment/half", source).await.is_err(), "{chunks}");
        assert!(keys(&store, "attachment").await.is_empty(), "{chunks}");
        assert!(
            matches!(store.get("attachment/half").await, Err(BlobError::NotFound(_))),
            "{chunks}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_does_not_lead_out_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("secret"), "s").unwrap();
    let store = BlobStore::new(&settings(&format!("file://{}/files", folder.path().display()))).unwrap();
    for key in ["../secret", "a/../../secret"] {
        assert!(store.get(key).await.is_err(), "{key}");
        assert!(store.put_bytes(key, Bytes::from_static(b"x")).await.is_err(), "{key}");
    }
    assert_eq!(std::fs::read(folder.path().join("secret")).unwrap(), b"s");
}

#[test]
fn settings_that_name_no_place_are_refused_with_what_would_be_right() {
    for url in ["files", "file://files", "ftp://host/x", "s3:///x"] {
        let error = BlobStore::new(&settings(url)).unwrap_err().to_string();
        assert!(error.contains("storage.url") && error.contains("s3://"), "{url}: {error}");
    }
    // A bucket is spoken to only when a file is written or read.
    let mut bucket = settings("s3://jiangzhou/water");
    bucket.region = Some("cn-north-1".to_owned());
    BlobStore::new(&bucket).unwrap();
}
