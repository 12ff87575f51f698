use sea_orm::sea_query::{IntoCondition, SimpleExpr};
use sea_orm::{DeleteMany, EntityTrait, IdenStatic, QueryFilter, UpdateMany};

use super::link::Link;
use crate::error::Result;

/// A change of rows within a scope. It carries the scope in its WHERE and cannot move a row to another owner.
pub struct ScopedUpdate<'s, E: EntityTrait> {
    pub(in crate::access) link: &'s Link,
    pub(in crate::access) update: UpdateMany<E>,
    pub(in crate::access) owner: Vec<E::Column>,
}

impl<E: EntityTrait> ScopedUpdate<'_, E> {
    /// Sets a column to a value. Setting an owner's column does nothing: rows do not move.
    pub fn set(self, column: E::Column, value: impl Into<sea_orm::Value>) -> Self {
        self.set_expr(column, SimpleExpr::from(value.into()))
    }

    /// Sets a column where there is something to set it to.
    pub fn set_if(self, column: E::Column, value: Option<impl Into<sea_orm::Value>>) -> Self {
        match value {
            Some(value) => self.set(column, value),
            None => self,
        }
    }

    /// Sets a column to what an expression comes to.
    pub fn set_expr(mut self, column: E::Column, value: SimpleExpr) -> Self {
        if !self.owner.iter().any(|owner| owner.as_str() == column.as_str()) {
            self.update = self.update.col_expr(column, value);
        }
        self
    }

    /// Only rows that also meet this.
    pub fn filter(mut self, condition: impl IntoCondition) -> Self {
        self.update = QueryFilter::filter(self.update, condition);
        self
    }

    /// Makes the change and tells how many rows it met.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn exec(self) -> Result<u64> {
        Ok(self.update.exec(&self.link.writer()).await?.rows_affected)
    }

    /// Makes the change and gives the rows as they are now.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn returning(self) -> Result<Vec<E::Model>> {
        Ok(self.update.exec_with_returning(&self.link.writer()).await?)
    }
}

/// A removal of rows within a scope.
pub struct ScopedDelete<'s, E: EntityTrait> {
    pub(in crate::access) link: &'s Link,
    pub(in crate::access) delete: DeleteMany<E>,
}

impl<E: EntityTrait> ScopedDelete<'_, E> {
    /// Only rows that also meet this.
    pub fn filter(mut self, condition: impl IntoCondition) -> Self {
        self.delete = QueryFilter::filter(self.delete, condition);
        self
    }

    /// Removes the rows and tells how many there were.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn exec(self) -> Result<u64> {
        Ok(self.delete.exec(&self.link.writer()).await?.rows_affected)
    }
}
