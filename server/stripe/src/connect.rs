use crate::client::Stripe;
use crate::error::Trouble;
use crate::objects::{Account, Page};
use stripe_connect::account::{CreateAccount, CreateAccountType, RetrieveAccount, RetrieveForMyAccountAccount};
use stripe_connect::account_link::{CreateAccountLink, CreateAccountLinkType};

impl Stripe {
    /// An account of somebody's own, connected to ours.
    ///
    /// # Errors
    /// What Stripe says against it.
    pub async fn create_account(&self, key: &str) -> Result<Account, Trouble> {
        self.write(key, &CreateAccount::new().type_(CreateAccountType::Standard)).await
    }

    /// # Errors
    /// `Missing` if it is not connected to ours.
    pub async fn account(&self, id: &str) -> Result<Account, Trouble> {
        self.read(&RetrieveAccount::new(id)).await
    }

    /// The account that the key is of: the cheapest way to learn whether it works.
    ///
    /// # Errors
    /// `Unauthorised` if Stripe does not take the key.
    pub async fn own_account(&self) -> Result<Account, Trouble> {
        self.read(&RetrieveForMyAccountAccount::new()).await
    }

    /// Stripe's page on which a connected account is set up. Good for minutes and one visit.
    ///
    /// # Errors
    /// What Stripe says against it.
    pub async fn onboarding_page(&self, key: &str, account: &str, back: &str, again: &str) -> Result<Page, Trouble> {
        let link = CreateAccountLink::new(account, CreateAccountLinkType::AccountOnboarding);
        self.write(key, &link.return_url(back).refresh_url(again)).await
    }
}
