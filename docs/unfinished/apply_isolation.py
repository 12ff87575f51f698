exec(open('/tmp/operations/apply_doctor.py').read().split("O='/tmp")[0])
O='/tmp/operations/'
shutil.copy(O+'isolation/census.rs',R+'src/access/census.rs')
shutil.copy(O+'isolation/isolation.rs',R+'src/commands/doctor/isolation.rs')
sub('src/access/mod.rs',('mod chain;\n','#[expect(clippy::disallowed_types, reason = "this is where connections live")]\nmod census;\nmod chain;\n') if False else ('mod chain;\n','mod census;\nmod chain;\n'),
('pub use chain::Deed;','pub use census::{Owned, Shelf};\npub use chain::Deed;'))
sub('src/commands/doctor/mod.rs',('mod general;\n','mod general;\npub mod isolation;\n'),
('''    /// Looks at every page, PDF''','''    /// Asks for every page of the portal as its clients with the ids of others, and looks for anything that is not theirs.
    Isolation(isolation::Isolation),
    /// Looks at every page, PDF'''),
('''            What::Brand =>''','''            What::Isolation(isolation) => {
                let app = App::new(config, database, Arc::new(Kept::default()))?;
                isolation.run(&app).await
            }
            What::Brand =>'''))
sub('src/web/mirror.rs',('''        let uri = path.parse()''','''        let response = self.answer(who, facts, path).await?;
        let location = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).map(str::to_owned);
        let status = response.status();
        // A file is none of ours to look into; that it is there is all there is to say.
        let html = match response.content_type() {
            Some(kind) if kind.starts_with("text/html") => {
                response.into_body().into_string().await.map_err(Error::internal)?
            }
            _ => String::new(),
        };
        Ok(Reflection { status, location, html })
    }

    /// What the portal answers the person at this path, whatever it is.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `path` where it is no address.
    pub async fn answer(&self, who: StandIn, facts: &Facts, path: &str) -> Result<Response> {
        let uri = path.parse()'''),
('''        let response = self.portal.get_response(request).await;
        let location = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).map(str::to_owned);
        let status = response.status();
        // A file is none of ours to look into; that it is there is all there is to say.
        let html = match response.content_type() {
            Some(kind) if kind.starts_with("text/html") => {
                response.into_body().into_string().await.map_err(Error::internal)?
            }
            _ => String::new(),
        };
        Ok(Reflection { status, location, html })
''','''        Ok(self.portal.get_response(request).await)
'''))
sub('src/app.rs',('''        let pages = pages();
        let table = pages.table().to_vec();
        let portal: Arc<BoxEndpoint<'static, Response>> =
            Arc::new(Branded(pages.into_route().map_to_response()).boxed());
        // The mirror asks the portal from within, where the parts of the node are not given to it yet.
        let inside = portal.clone().data(self.storage.clone()).data(self.connector.clone()).data(self.cashier.clone());
        let inside = inside.data(self.drawer.clone());
        let mirror = Mirror::new(table, Arc::new(inside.boxed()), self.database.clone(), self.site.clone());
''','''        let portal = Branded(pages().into_route().map_to_response());
        let mirror = self.mirror(pages());
'''),
('''    /// Everything that is served.
''','''    /// Pages of the portal, to be asked from within as somebody who is not there.
    pub fn mirror(&self, pages: Pages) -> Mirror {
        let table = pages.table().to_vec();
        let portal = Branded(pages.into_route().map_to_response());
        // From within, the parts of the node are not given to them yet.
        let inside = portal.data(self.storage.clone()).data(self.connector.clone()).data(self.cashier.clone());
        let inside = inside.data(self.drawer.clone());
        Mirror::new(table, Arc::new(inside.boxed()), self.database.clone(), self.site.clone())
    }

    /// Everything that is served.
'''))
