//! The number of the request that is being answered, so that what refuses it deep inside can name it.

tokio::task_local! {
    static CURRENT: String;
}

/// Runs `work` as the answer to the request with this number.
pub async fn within<F: Future>(id: String, work: F) -> F::Output {
    CURRENT.scope(id, work).await
}

/// The number; empty outside of a request.
pub fn current() -> String {
    CURRENT.try_with(Clone::clone).unwrap_or_default()
}
