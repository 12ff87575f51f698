use poem_openapi::param::Path;
use poem_openapi::payload::{Binary, Json};
use poem_openapi::{ApiResponse, Object, OpenApi};
use uuid::Uuid;

use super::service;
use crate::api::{Outcome, Staff, Tag};

/// The key with which certificates of the agency are checked.
#[derive(Object)]
pub struct CertificateKey {
    /// Always `ed25519`.
    pub algorithm: String,
    /// The public key, in unpadded base64url.
    pub key: String,
}

/// A certificate.
#[derive(ApiResponse)]
enum Certificate {
    /// The PDF.
    #[oai(status = 200)]
    Pdf(Binary<Vec<u8>>, #[oai(header = "Content-Disposition")] String),
}

/// What proves an approval.
pub struct CertificateApi;

#[OpenApi]
impl CertificateApi {
    /// The key with which certificates of the agency are checked. It is no secret: hand it to whoever should be able
    /// to check them.
    #[oai(path = "/agency/certificate-key", method = "get", operation_id = "certificate_key_view", tag = "Tag::Agency")]
    async fn key(&self, Staff(scope): Staff) -> Outcome<Json<CertificateKey>> {
        Ok(Json(CertificateKey { algorithm: "ed25519".into(), key: scope.signer()?.public_key() }))
    }

    /// The certificate of an approved step, as a PDF that holds its own record and signatures.
    #[oai(
        path = "/approvals/:approval_id/steps/:step_id/certificate",
        method = "get",
        operation_id = "certificate_view",
        tag = "Tag::Approvals"
    )]
    async fn view(&self, Staff(scope): Staff, approval_id: Path<Uuid>, step_id: Path<Uuid>) -> Outcome<Certificate> {
        let issued = service::issue(&scope, &scope, approval_id.0.into(), step_id.0.into()).await?;
        Ok(Certificate::Pdf(Binary(issued.content), format!("attachment; filename=\"{}\"", issued.file_name)))
    }
}
