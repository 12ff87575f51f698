use sea_orm::{ActiveModelBehavior, ActiveModelTrait, EntityTrait, IntoActiveModel};

use super::client_scope::ClientScope;
use super::scope::AgencyScope;
use crate::access::select::{AgencySide, ClientSide, ScopedSelect};
use crate::access::who::actor::Author;
use crate::access::write::ScopedUpdate;
use crate::entity::ownership::OwnedByWorkspace;
use crate::error::Result;

/// Either side at the rows of a workspace, for what both do in the same way. It reaches what its scope reaches
/// and no more.
pub trait Reach: Author {
    /// The side.
    type Side: Send + Sync;

    /// The rows.
    fn rows<E: OwnedByWorkspace>(&self) -> ScopedSelect<'_, Self::Side, E>;

    /// A change of the rows.
    fn alter<E: OwnedByWorkspace>(&self) -> ScopedUpdate<'_, E>;

    /// Adds a row; a client's to the client's workspace, whatever it said.
    ///
    /// # Errors
    /// When the database refuses.
    fn add<A>(&self, row: A) -> impl Future<Output = Result<<A::Entity as EntityTrait>::Model>> + Send
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        A::Entity: OwnedByWorkspace,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>;
}

macro_rules! reach {
    ($scope:ty, $side:ty) => {
        impl Reach for $scope {
            type Side = $side;

            fn rows<E: OwnedByWorkspace>(&self) -> ScopedSelect<'_, $side, E> {
                self.find::<E>()
            }

            fn alter<E: OwnedByWorkspace>(&self) -> ScopedUpdate<'_, E> {
                self.update::<E>()
            }

            async fn add<A>(&self, row: A) -> Result<<A::Entity as EntityTrait>::Model>
            where
                A: ActiveModelTrait + ActiveModelBehavior + Send,
                A::Entity: OwnedByWorkspace,
                <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
            {
                self.insert(row).await
            }
        }
    };
}
reach!(ClientScope, ClientSide);
reach!(AgencyScope, AgencySide);
