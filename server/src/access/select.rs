use std::marker::PhantomData;

use sea_orm::sea_query::{Alias, Expr, ExprTrait, IntoCondition, LockType, Query, SelectStatement, SimpleExpr};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, JoinType, Order, PaginatorTrait, PartialModelTrait, PrimaryKeyToColumn,
    QueryFilter, QueryOrder, QueryResult, QuerySelect, QueryTrait, RelationDef, Select, TryGetable,
};

use super::link::Link;
use super::page::{Cursor, Page, Paging, Sort};
use super::together::Part;
use crate::entity::ownership::OwnedByAgency;
use crate::entity::{
    approval_decision, approval_reviewer, client_user, form, milestone, project, request, staff_user, task_assignee,
    workflow,
};
use crate::error::{Error, Result};

/// The portal's side: a client scope asks.
pub struct ClientSide;
/// The agency's side: an agency scope asks.
pub struct AgencySide;
/// The system's side: a system scope asks.
pub struct SystemSide;

/// What may be joined to rows of one's own. Clients may see the names of the people who work for them, of
/// their colleagues, projects and requests, with what hangs on their own work; staff whatever is their agency's.
pub trait Joinable<Side>: EntityTrait {}
impl Joinable<ClientSide> for staff_user::Entity {}
impl Joinable<ClientSide> for client_user::Entity {}
impl Joinable<ClientSide> for project::Entity {}
impl Joinable<ClientSide> for task_assignee::Entity {}
impl Joinable<ClientSide> for milestone::Entity {}
impl Joinable<ClientSide> for approval_reviewer::Entity {}
impl Joinable<ClientSide> for approval_decision::Entity {}
impl Joinable<ClientSide> for form::Entity {}
impl Joinable<ClientSide> for workflow::Entity {}
impl Joinable<ClientSide> for request::Entity {}
impl<E: OwnedByAgency> Joinable<AgencySide> for E {}

/// A count that carries its scope.
pub struct Counted(SimpleExpr);

impl Counted {
    /// Several counts as one query.
    pub(in crate::access) fn all<const N: usize>(link: &Link, counts: [Self; N]) -> Part<'_, [i64; N]> {
        let query = |prefix: &str| {
            let mut select = Query::select();
            for (index, Self(count)) in counts.into_iter().enumerate() {
                select.expr_as(count, format!("{prefix}c{index}"));
            }
            select
        };
        Part::new(link, query, |rows, prefix| {
            let row = rows.first().ok_or(Error::NotFound)?;
            let mut answer = [0; N];
            for (index, count) in answer.iter_mut().enumerate() {
                *count = row.try_get(prefix, &format!("c{index}"))?;
            }
            Ok(answer)
        })
    }
}

/// A value out of other rows that stands beside each row of a query. It carries its own scope.
pub struct Beside(SimpleExpr);

impl From<Counted> for Beside {
    fn from(Counted(count): Counted) -> Self {
        Self(count)
    }
}

/// A query that already carries its scope. Filters, orders, joins and cursors add to it; nothing takes the
/// scope away, since every filter is joined to it by AND.
pub struct ScopedSelect<'s, Side, E: EntityTrait> {
    link: &'s Link,
    select: Select<E>,
    /// What stands beside each row where rows are read with it.
    beside: Vec<(&'static str, SimpleExpr)>,
    side: PhantomData<Side>,
}

impl<'s, Side, E: EntityTrait> ScopedSelect<'s, Side, E> {
    pub(in crate::access) fn new(link: &'s Link, select: Select<E>) -> Self {
        Self { link, select, beside: Vec::new(), side: PhantomData }
    }

    /// Only rows that also meet this.
    pub fn filter(mut self, condition: impl IntoCondition) -> Self {
        self.select = QueryFilter::filter(self.select, condition);
        self
    }

    /// Only rows that also meet this, where it is asked for.
    pub fn filter_if<T>(self, wanted: Option<T>, condition: impl FnOnce(T) -> SimpleExpr) -> Self {
        match wanted {
            Some(value) => self.filter(condition(value)),
            None => self,
        }
    }

    /// Sorted by this, smallest first.
    pub fn asc(mut self, column: impl sea_orm::IntoSimpleExpr) -> Self {
        self.select = self.select.order_by(column, Order::Asc);
        self
    }

    /// Sorted by this, largest first.
    pub fn desc(mut self, column: impl sea_orm::IntoSimpleExpr) -> Self {
        self.select = self.select.order_by(column, Order::Desc);
        self
    }

    /// At most this many.
    pub fn limit(mut self, most: u64) -> Self {
        self.select = self.select.limit(most);
        self
    }

    /// With the rows of another table beside them, where there are any.
    pub fn join<R: Joinable<Side>>(mut self, own: E::Column, other: R::Column) -> Self {
        let relation: RelationDef = E::belongs_to(R::default()).from(own).to(other).into();
        self.select = self.select.join(JoinType::LeftJoin, relation);
        self
    }

    /// With the rows of a third table beside those of one that was joined before.
    pub fn join_on<J: Joinable<Side>, R: Joinable<Side>>(mut self, joined: J::Column, other: R::Column) -> Self {
        let relation: RelationDef = J::belongs_to(R::default()).from(joined).to(other).into();
        self.select = self.select.join(JoinType::LeftJoin, relation);
        self
    }

    /// With a value out of other rows beside each row, under this name; read with `all_with`, `one_with` or
    /// `page_with`.
    pub fn beside(mut self, name: &'static str, value: impl Into<Beside>) -> Self {
        self.beside.push((name, value.into().0));
        self
    }

    /// Holds the rows until the transaction ends, so that what is decided on them still holds when it is
    /// written. SQLite's writing transactions hold everything anyway.
    pub fn locked(mut self) -> Self {
        self.select = self.select.lock_exclusive();
        self
    }

    /// Holds the rows as [`Self::locked`] does, and lets others write what names them meanwhile.
    pub fn in_place(mut self) -> Self {
        self.select = self.select.lock(LockType::NoKeyUpdate);
        self
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn first(self) -> Result<Option<E::Model>> {
        Ok(self.select.limit(1).one(&self.link.reader()).await?)
    }

    /// The row.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none within the scope.
    pub async fn one(self) -> Result<E::Model> {
        self.first().await?.ok_or(Error::NotFound)
    }

    /// All rows. Only for lists that are short by nature; others have pages.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(self) -> Result<Vec<E::Model>> {
        Ok(self.select.all(&self.link.reader()).await?)
    }

    /// How many rows there are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count(self) -> Result<i64>
    where
        E::Model: Sync,
    {
        let count = self.select.count(&self.link.reader()).await?;
        Ok(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// How many rows there are, as a part of one statement that counts several things; see `tally` and
    /// `part_tally` of the scopes.
    pub fn counted(self) -> Counted {
        let count = self.select.select_only().expr(Expr::val(1).count()).into_query();
        Counted(SimpleExpr::SubQuery(None, Box::new(count.into())))
    }

    /// The first row's value in this column, to stand beside the rows of another query.
    pub fn value(self, column: E::Column) -> Beside {
        let value = self.select.select_only().column(column).limit(1).into_query();
        Beside(SimpleExpr::SubQuery(None, Box::new(value.into())))
    }

    /// All rows as `M`: their own columns, and what stands beside them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all_with<M: FromQueryResult + Send + Sync>(self) -> Result<Vec<M>> {
        Ok(with(self.select, self.beside).into_model::<M>().all(&self.link.reader()).await?)
    }

    /// The row as `M`: its own columns, and what stands beside it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none within the scope.
    pub async fn one_with<M: FromQueryResult + Send + Sync>(self) -> Result<M> {
        with(self.select, self.beside).into_model::<M>().one(&self.link.reader()).await?.ok_or(Error::NotFound)
    }

    /// All rows as `M`, which names the columns it wants.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all_as<M: PartialModelTrait>(self) -> Result<Vec<M>> {
        Ok(self.select.into_partial_model::<M>().all(&self.link.reader()).await?)
    }

    /// The row as `M`.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none within the scope.
    pub async fn one_as<M: PartialModelTrait>(self) -> Result<M> {
        self.select.into_partial_model::<M>().one(&self.link.reader()).await?.ok_or(Error::NotFound)
    }

    /// What the expressions come to over all rows, as one row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sums<M: FromQueryResult + Send + Sync>(
        self,
        sums: &[(&'static str, SimpleExpr)],
    ) -> Result<Option<M>> {
        let mut select = self.select.select_only();
        for (name, sum) in sums {
            select = select.column_as(sum.clone(), *name);
        }
        Ok(select.into_model::<M>().one(&self.link.reader()).await?)
    }

    /// What the expressions come to over the rows of each group; a group is what has the same keys.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn grouped<M: FromQueryResult + Send + Sync>(
        self,
        keys: &[(&'static str, SimpleExpr)],
        sums: &[(&'static str, SimpleExpr)],
    ) -> Result<Vec<M>> {
        self.part_grouped(keys, sums).ask().await
    }

    /// How many rows there are for each value of a column.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tally<K: TryGetable + Send + Sync>(self, column: E::Column) -> Result<Vec<(K, i64)>> {
        let select = self.select.select_only().column(column).column_as(Expr::val(1).count(), "tally").group_by(column);
        Ok(select.into_tuple().all(&self.link.reader()).await?)
    }

    /// A page of the rows, in this order.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the cursor is of another order.
    pub async fn page(self, paging: &Paging, sort: Sort<E::Model>) -> Result<Page<E::Model>> {
        self.part_page(paging, sort)?.ask().await
    }

    /// A page of the rows as `M`.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the cursor is of another order.
    pub async fn page_as<M: PartialModelTrait + 's>(self, paging: &Paging, sort: Sort<M>) -> Result<Page<M>> {
        self.part_page(paging, sort)?.ask().await
    }

    /// A page of the rows as `M`: their own columns, and what stands beside them.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the cursor is of another order.
    pub async fn page_with<M: FromQueryResult + 's>(self, paging: &Paging, sort: Sort<M>) -> Result<Page<M>> {
        self.part_page_with(paging, sort)?.ask().await
    }

    /// All rows, to be asked for together with others.
    pub fn part(self) -> Part<'s, Vec<E::Model>> {
        self.part_as::<E::Model>()
    }

    /// All rows as `M`, which names the columns it wants, to be asked for together with others.
    pub fn part_as<M: PartialModelTrait + 's>(self) -> Part<'s, Vec<M>> {
        let select = self.select.select_only();
        let query = |prefix: &str| M::select_cols_nested(select, Some(prefix), None).into_query();
        Part::new(self.link, query, read::<M>)
    }

    /// All rows as `M`, their own columns and what stands beside them, to be asked for together with others.
    pub fn part_with<M: FromQueryResult + 's>(self) -> Part<'s, Vec<M>> {
        let (select, beside) = (self.select.select_only(), self.beside);
        let query = |prefix: &str| {
            let select = <E::Model as PartialModelTrait>::select_cols_nested(select, Some(prefix), None);
            let add = |select: Select<E>, (name, value)| select.column_as(value, format!("{prefix}{name}"));
            beside.into_iter().fold(select, add).into_query()
        };
        Part::new(self.link, query, read::<M>)
    }

    /// A page of the rows as `M`, to be asked for together with others.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the cursor is of another order.
    pub fn part_page<M: PartialModelTrait + 's>(self, paging: &Paging, sort: Sort<M>) -> Result<Part<'s, Page<M>>> {
        let paging = paging.clone();
        Ok(self.ordered(&paging, &sort)?.part_as().map(move |rows| cut(rows, &paging, &sort)))
    }

    /// A page of the rows as `M`, their own columns and what stands beside them, to be asked for together with others.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the cursor is of another order.
    pub fn part_page_with<M: FromQueryResult + 's>(self, paging: &Paging, sort: Sort<M>) -> Result<Part<'s, Page<M>>> {
        let paging = paging.clone();
        Ok(self.ordered(&paging, &sort)?.part_with().map(move |rows| cut(rows, &paging, &sort)))
    }

    /// The ids of a page's rows, for a query of what belongs to them. There may be one more: of the row that tells that
    /// there is a next page.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the cursor is of another order.
    pub fn ids_of_page<M>(self, paging: &Paging, sort: &Sort<M>) -> Result<SelectStatement> {
        let select = self.ordered(paging, sort)?.select.select_only();
        Ok(select.expr(primary_key::<E>()).into_query())
    }

    /// What the expressions come to over the rows of each group, to be asked for together with others.
    pub fn part_grouped<M: FromQueryResult + 's>(
        self,
        keys: &[(&'static str, SimpleExpr)],
        sums: &[(&'static str, SimpleExpr)],
    ) -> Part<'s, Vec<M>> {
        // A name of its own is no column's, by which it would be grouped instead.
        let own = |prefix: &str| format!("{prefix}of_");
        let (select, keys, sums) = (self.select.select_only(), keys.to_vec(), sums.to_vec());
        let query = move |prefix: &str| {
            let (mut select, own) = (select, own(prefix));
            for (name, expr) in keys.iter().chain(&sums) {
                select = select.column_as(expr.clone(), format!("{own}{name}"));
            }
            for (name, _) in &keys {
                // By its name: an expression with values in it would not be the same one again.
                let name = Expr::col(Alias::new(format!("{own}{name}")));
                select = select.group_by(name.clone()).order_by(name, Order::Asc);
            }
            select.into_query()
        };
        Part::new(self.link, query, move |rows, prefix| read::<M>(rows, &own(prefix)))
    }

    fn ordered<M>(self, paging: &Paging, sort: &Sort<M>) -> Result<Self> {
        let (mut select, id) = (self.select, primary_key::<E>());
        if let Some(cursor) = &paging.after {
            select = QueryFilter::filter(select, sort.beyond(cursor, id.clone())?);
        }
        let order = if sort.descending { Order::Desc } else { Order::Asc };
        if let Some(by) = &sort.by {
            select = select.order_by(by.clone(), order.clone());
        }
        // One more than asked for tells whether there is a next page.
        Ok(Self { select: select.order_by(id, order).limit(paging.limit + 1), ..self })
    }
}

/// With what stands beside each row.
fn with<E: EntityTrait>(select: Select<E>, beside: Vec<(&'static str, SimpleExpr)>) -> Select<E> {
    beside.into_iter().fold(select, |select, (name, value)| select.column_as(value, name))
}

fn read<M: FromQueryResult>(rows: Vec<QueryResult>, prefix: &str) -> Result<Vec<M>> {
    Ok(rows.iter().map(|row| M::from_query_result(row, prefix)).collect::<Result<_, _>>()?)
}

fn primary_key<E: EntityTrait>() -> SimpleExpr {
    use sea_orm::Iterable;
    E::PrimaryKey::iter().next().map_or_else(|| Expr::value(0), |key| Expr::col(key.into_column().as_column_ref()))
}

fn cut<M>(mut items: Vec<M>, paging: &Paging, sort: &Sort<M>) -> Page<M> {
    let limit = usize::try_from(paging.limit).unwrap_or(usize::MAX);
    let more = items.len() > limit;
    items.truncate(limit);
    let order = sort.name.map(str::to_owned);
    let next = items.last().filter(|_| more).map(|row| Cursor { key: (sort.key)(row), id: (sort.id)(row), order });
    Page { items, next }
}
