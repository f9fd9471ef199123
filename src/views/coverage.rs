//! Which sessions have something in them. Not how much: one record fills a stone as fifty do.

use crate::Result;
use crate::record::SessionId;
use crate::vault::Vault;

/// The sessions that any record which is not put away is linked to.
///
/// # Errors
/// What the database refuses.
pub async fn sessions_with_something(vault: &Vault) -> Result<Vec<SessionId>> {
    let ids: Vec<String> = sqlx::query_scalar(
        "SELECT s.session_id FROM (SELECT DISTINCT session_id FROM record_session) s
         WHERE EXISTS (SELECT 1 FROM record_session l JOIN record r ON r.seq = l.record_seq
                       WHERE l.session_id = s.session_id AND r.state <> 'put_away')
         ORDER BY s.session_id",
    )
    .fetch_all(&mut *vault.db().await)
    .await?;
    ids.iter().map(|id| id.parse()).collect()
}
