
    /// Whether the server answers and lets us in; nothing is sent.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it does not.
    pub async fn reach(&self) -> Result<(), Error> {
        let asked = self.transport.test_connection().await;
        match asked.map_err(|error| Error::Unavailable(anyhow::Error::new(error).context("the mail server")))? {
            true => Ok(()),
            false => Err(Error::Unavailable(anyhow::anyhow!("the mail server does not want to talk"))),
        }
    }
