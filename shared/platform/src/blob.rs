//! Files that are no rows: attachments, exports. In a folder or on S3 (`[storage] url`), behind one small interface.
//!
//! A file is written once under a key of its own and never overwritten; whoever keeps the key in a row writes the file
//! first and the row after it, so that a row never points at nothing. A file that got no row is an orphan, for a job to sweep.

use std::{error::Error as StdError, sync::Arc};

use actix_web::web::Bytes;
use chrono::{DateTime, Utc};
use futures_util::{
    Stream, StreamExt, TryStreamExt,
    future::ready,
    stream::{self, BoxStream},
};
use object_store::{
    ObjectStore, ObjectStoreExt, aws::AmazonS3Builder, buffered::BufWriter, local::LocalFileSystem, path::Path, prefix::PrefixStore,
};
use reqwest::Url;
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use crate::{Problem, settings::StorageSettings};

/// Bytes that are held in memory before they go out: the least that S3 takes as a part of a larger file is 5 MiB.
const PART_BYTES: usize = 5 * 1024 * 1024;
/// Parts under way at once.
const PARTS_AT_ONCE: usize = 2;

/// The files of a service. Cheap to clone.
#[derive(Debug, Clone)]
pub struct BlobStore {
    store: Arc<dyn ObjectStore>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredBlob {
    /// Bytes.
    pub size: u64,
    /// SHA-256, 64 hexadecimal digits.
    pub sha256: String,
}

/// A file that is being read.
pub struct Blob {
    /// Bytes.
    pub size: u64,
    /// Its content.
    pub stream: BoxStream<'static, Result<Bytes, BlobError>>,
}

/// A file in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlobEntry {
    /// Key.
    pub key: String,
    /// Bytes.
    pub size: u64,
    /// When it was written.
    pub written_at: DateTime<Utc>,
}

/// Why a file could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// The settings name no place.
    #[error("设置 storage.url「{url}」不能用（应为 file:///目录 或 s3://桶/前缀）：{reason}")]
    Settings {
        /// What is set.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// No file under this key.
    #[error("there is no file `{0}`")]
    NotFound(String),
    /// The store failed, or does not answer.
    #[error("the file store failed at `{key}`")]
    Store {
        /// The key.
        key: String,
        /// The cause.
        #[source]
        cause: Box<dyn StdError + Send + Sync>,
    },
}

impl BlobError {
    fn of(key: &str, error: impl Into<object_store::Error>) -> Self {
        match error.into() {
            object_store::Error::NotFound { .. } => Self::NotFound(key.to_owned()),
            cause => Self::Store {
                key: key.to_owned(),
                cause: Box::new(cause),
            },
        }
    }
}

impl From<BlobError> for Problem {
    fn from(error: BlobError) -> Self {
        match &error {
            BlobError::Store { .. } => {
                Self::unavailable("file_store_unavailable", "文件存储暂时不可用，这次操作没有生效，请稍后再试").caused_by(error)
            }
            BlobError::NotFound(_) | BlobError::Settings { .. } => Self::internal(error),
        }
    }
}

impl BlobStore {
    /// The place that the settings name. Asks nothing of it yet: a folder is made by its first file.
    pub fn new(settings: &StorageSettings) -> Result<Self, BlobError> {
        let bad = |reason: String| BlobError::Settings {
            url: settings.url.clone(),
            reason,
        };
        let url = Url::parse(&settings.url).map_err(|error| bad(error.to_string()))?;
        let prefix = Path::from_url_path(url.path()).map_err(|error| bad(error.to_string()))?;
        let store: Arc<dyn ObjectStore> = match url.scheme() {
            "file" if url.has_host() => return Err(bad("目录应写成绝对路径，file: 后面是三条斜线".to_owned())),
            "file" => Arc::new(PrefixStore::new(LocalFileSystem::new().with_fsync(true), prefix)),
            "s3" if !url.has_host() => return Err(bad("没有写桶名".to_owned())),
            "s3" => Arc::new(PrefixStore::new(
                bucket(&url, settings).map_err(|error| bad(error.to_string()))?,
                prefix,
            )),
            other => return Err(bad(format!("不支持 {other}:"))),
        };
        Ok(Self { store })
    }

    /// Writes a file as its bytes come. An error of the source, or a failure here, leaves nothing under the key.
    pub async fn put<S, E>(&self, key: &str, bytes: S) -> Result<StoredBlob, E>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: From<BlobError>,
    {
        let path = path_of(key)?;
        let failed = |error: object_store::Error| E::from(BlobError::of(key, error));
        let mut writer = BufWriter::with_capacity(Arc::clone(&self.store), path, PART_BYTES).with_max_concurrency(PARTS_AT_ONCE);
        let mut bytes = std::pin::pin!(bytes);
        let (mut hash, mut size) = (Sha256::new(), 0_u64);
        while let Some(chunk) = bytes.next().await {
            let written = match chunk {
                Ok(chunk) => {
                    hash.update(&chunk);
                    size += chunk.len() as u64;
                    writer.put(chunk).await.map_err(failed)
                }
                Err(error) => Err(error),
            };
            if let Err(error) = written {
                if let Err(left) = writer.abort().await {
                    tracing::warn!(key, error = %left, "the parts of a file that was given up stay in the store");
                }
                return Err(error);
            }
        }
        writer.shutdown().await.map_err(|cause| {
            E::from(BlobError::Store {
                key: key.to_owned(),
                cause: Box::new(cause),
            })
        })?;
        let sha256 = hex::encode(hash.finalize());
        Ok(StoredBlob { size, sha256 })
    }

    /// Writes a file that is in memory.
    pub async fn put_bytes(&self, key: &str, bytes: Bytes) -> Result<StoredBlob, BlobError> {
        self.put(key, stream::iter([Ok(bytes)])).await
    }

    /// Reads a file.
    pub async fn get(&self, key: &str) -> Result<Blob, BlobError> {
        let found = self.store.get(&path_of(key)?).await.map_err(|error| BlobError::of(key, error))?;
        let (size, of) = (found.meta.size, key.to_owned());
        let stream = found.into_stream().map_err(move |error| BlobError::of(&of, error)).boxed();
        Ok(Blob { size, stream })
    }

    /// Removes a file; that there is none is no error.
    pub async fn delete(&self, key: &str) -> Result<(), BlobError> {
        match self.store.delete(&path_of(key)?).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(BlobError::of(key, error)),
        }
    }

    /// The files whose keys begin with `folder/`, in no order.
    pub fn list(&self, folder: &str) -> BoxStream<'static, Result<BlobEntry, BlobError>> {
        let path = match path_of(folder) {
            Ok(path) => path,
            Err(error) => return stream::once(ready(Err(error))).boxed(),
        };
        let of = folder.to_owned();
        let listed = self.store.list(Some(&path)).map_err(move |error| BlobError::of(&of, error));
        listed
            .map_ok(|meta| BlobEntry {
                key: meta.location.to_string(),
                size: meta.size,
                written_at: meta.last_modified,
            })
            .boxed()
    }
}

/// Keys are ours, never a person's: a bad one is a fault of the program.
fn path_of(key: &str) -> Result<Path, BlobError> {
    Path::parse(key).map_err(|error| BlobError::of(key, error))
}

fn bucket(url: &Url, settings: &StorageSettings) -> object_store::Result<object_store::aws::AmazonS3> {
    let mut builder = AmazonS3Builder::from_env()
        .with_bucket_name(url.host_str().unwrap_or_default())
        .with_allow_http(settings.allow_http);
    if let Some(endpoint) = &settings.endpoint {
        builder = builder.with_endpoint(endpoint);
    }
    if let Some(region) = &settings.region {
        builder = builder.with_region(region);
    }
    if let (Some(id), Some(secret)) = (&settings.access_key_id, &settings.secret_access_key) {
        builder = builder
            .with_access_key_id(id.expose_secret())
            .with_secret_access_key(secret.expose_secret());
    }
    builder.build()
}
