/// Declares scopes that a handler only gets when the membership allows it, or one of several things. A verb that takes one cannot be
/// called without it.
macro_rules! permission_scopes {
    ($($(#[$doc:meta])* $name:ident: $($permission:ident)|+;)+) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(ClientScope);

        impl $name {
            /// The scope, where the membership allows it.
            ///
            /// # Errors
            /// [`Error::NotFound`] where it does not: the thing does not exist for this person.
            pub fn new(scope: ClientScope) -> Result<Self> {
                scope.demand(&[$(Permission::$permission),+])?;
                Ok(Self(scope))
            }
        }

        impl std::ops::Deref for $name {
            type Target = ClientScope;
            fn deref(&self) -> &ClientScope {
                &self.0
            }
        }

        impl<'a> poem::FromRequest<'a> for $name {
            async fn from_request(request: &'a poem::Request, body: &mut poem::RequestBody) -> poem::Result<Self> {
                let scope = ClientScope::from_request(request, body).await?;
                Ok(Self::new(scope)?)
            }
        }
    )+};
}
pub(in crate::access) use permission_scopes;
