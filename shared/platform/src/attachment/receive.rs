//! A file as a request brings it: the part `file` of a form.

use std::future::{Ready, ready};

use actix_multipart::{Field, Multipart};
use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    dev::Payload,
    http::{StatusCode, header},
    web,
};
use futures_util::{StreamExt, TryStreamExt};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::file::{self, Owner, StoredFile, give_up};
use crate::{
    Database, Problem, Scope, Transaction,
    blob::BlobStore,
    http::extract::request_key,
    idempotency::{self, RequestKey},
};

/// Largest attachment, bytes; registered by the platform as `web::Data`.
#[derive(Debug, Clone, Copy)]
pub struct AttachmentLimit(pub usize);

/// A file that a handler has not taken yet; needs the header `Idempotency-Key` and a login.
pub struct Upload {
    key: RequestKey,
    request: HttpRequest,
    payload: Payload,
    blobs: web::Data<BlobStore>,
    limit: AttachmentLimit,
}

impl FromRequest for Upload {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(Self::of(request, payload))
    }
}

impl Upload {
    fn of(request: &HttpRequest, payload: &mut Payload) -> Result<Self, Problem> {
        let unregistered = || Problem::internal("the service has not registered where attachments go");
        Ok(Self {
            key: request_key(request, &mut Payload::None)?,
            blobs: request.app_data::<web::Data<BlobStore>>().cloned().ok_or_else(unregistered)?,
            limit: *request.app_data::<web::Data<AttachmentLimit>>().ok_or_else(unregistered)?.get_ref(),
            request: request.clone(),
            payload: payload.take(),
        })
    }

    /// Stores the file, then runs `attach`, which gives it its row, once per key. Whoever may not attach is told before.
    pub async fn attach<T, F>(self, database: &Database, scope: &Scope, owner: Owner, attach: F) -> Result<HttpResponse, Problem>
    where
        T: Serialize,
        F: AsyncFnOnce(&mut Transaction, &StoredFile) -> Result<T, Problem>,
    {
        let Self {
            mut key,
            request,
            payload,
            blobs,
            limit,
        } = self;
        let file = receive(&request, payload, &blobs, owner, limit.0).await?;
        key.body_hash = hex::encode(Sha256::digest(format!("{}|{}", file.name(), file.sha256())));
        // Only what surely got no row is removed at once: after a commit whose outcome nobody knows the sweep decides.
        let mut is_kept = false;
        let answer = idempotency::once(database, scope, &key, StatusCode::CREATED, async |tx| {
            let attached = attach(tx, &file).await;
            is_kept = attached.is_ok();
            attached
        })
        .await;
        if !is_kept {
            give_up(&blobs, &file).await;
        }
        answer
    }
}

async fn receive(request: &HttpRequest, payload: Payload, blobs: &BlobStore, owner: Owner, limit: usize) -> Result<StoredFile, Problem> {
    let broken = || Problem::bad_request("body_unreadable", "表单没有完整收到，请重试");
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data")) {
        let detail = "附件用表单上传（multipart/form-data），文件放在字段 file";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_a_form", detail));
    }
    let mut form = Multipart::new(request.headers(), payload);
    while let Some(part) = form.next().await {
        let part: Field = part.map_err(|_| broken())?;
        if part.name() != Some("file") {
            continue;
        }
        let disposition = part.content_disposition();
        let name = disposition.and_then(|found| found.get_filename()).unwrap_or_default().to_owned();
        // The field must not be asked again once it has ended.
        let content = part.map_err(|_| broken()).fuse();
        return file::store(blobs, owner, &name, limit, content).await;
    }
    Err(Problem::bad_request("file_missing", "表单里没有字段 file，或它没有文件"))
}
