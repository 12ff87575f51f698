use data_encoding::BASE64URL_NOPAD;
use poem::http::Method;
use portico::secrets::MasterKey;
use ring::hmac;
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};

use super::made::with_token;
use crate::support::TestApp;

/// What a token says, taken apart.
#[derive(Clone)]
struct Token {
    header: Value,
    claims: Value,
    signature: String,
}

impl Token {
    fn of(text: &str) -> Self {
        let parts: Vec<&str> = text.split('.').collect();
        let read = |part: &str| serde_json::from_slice(&BASE64URL_NOPAD.decode(part.as_bytes()).unwrap()).unwrap();
        Self { header: read(parts[0]), claims: read(parts[1]), signature: parts[2].to_owned() }
    }

    fn header(mut self, name: &str, value: Value) -> Self {
        set(&mut self.header, name, value);
        self
    }

    fn claim(mut self, name: &str, value: Value) -> Self {
        set(&mut self.claims, name, value);
        self
    }

    fn head(&self) -> String {
        let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        format!("{}.{}", part(&self.header), part(&self.claims))
    }

    fn unsigned(&self) -> String {
        format!("{}.", self.head())
    }

    fn as_it_was_signed(&self) -> String {
        format!("{}.{}", self.head(), self.signature)
    }

    fn signed(&self, seed: &[u8]) -> String {
        let key = Ed25519KeyPair::from_seed_unchecked(seed).unwrap();
        let head = self.head();
        let signature = BASE64URL_NOPAD.encode(key.sign(head.as_bytes()).as_ref());
        format!("{head}.{signature}")
    }

    fn hashed(&self, key: &[u8]) -> String {
        let token = self.clone().header("alg", json!("HS256"));
        let head = token.head();
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), head.as_bytes());
        format!("{head}.{}", BASE64URL_NOPAD.encode(tag.as_ref()))
    }
}

/// Null takes a field away.
fn set(fields: &mut Value, name: &str, value: Value) {
    if value.is_null() {
        fields.as_object_mut().unwrap().remove(name);
    } else {
        fields[name] = value;
    }
}

/// The seed of the signing key with this number, under the tests' master key.
fn seed(number: i64) -> [u8; 32] {
    MasterKey::parse(&"A".repeat(43)).unwrap().derive(&format!("staff-jwt/{number}"))
}

both! {
    /// Even with the right key, a token is refused for each single thing that is wrong with it.
    async fn a_token_with_one_thing_wrong_is_refused(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let real = Token::of(&mia.access);
        let kid: i64 = real.header["kid"].as_str().unwrap().parse().unwrap();
        let key = seed(kid);
        let accepted = [
            ("the token itself", mia.access.clone()),
            ("signed again", real.signed(&key)),
            ("of the key before", real.clone().header("kid", json!((kid - 1).to_string())).signed(&seed(kid - 1))),
        ];
        for (what, token) in accepted {
            let answer = with_token(&app, Method::GET, "/api/v1/me", &token).await;
            assert_eq!(answer.status, 200, "{what}: {}", answer.everything());
        }
        let other = Token::of(&adam.access);
        let wrong = [
            (
                "of a key that is not yet",
                real.clone().header("kid", json!((kid + 1).to_string())).signed(&seed(kid + 1)),
            ),
            ("of a key long gone", real.clone().header("kid", json!((kid - 2).to_string())).signed(&seed(kid - 2))),
            ("under another key's number", real.clone().header("kid", json!((kid - 1).to_string())).signed(&key)),
            ("without a key's number", real.clone().header("kid", Value::Null).signed(&key)),
            ("with words for a number", real.clone().header("kid", json!("../../dev/null")).signed(&key)),
            ("of another install", real.signed(&[7; 32])),
            ("an identity token", real.clone().header("typ", json!("JWT")).signed(&key)),
            ("of no type", real.clone().header("typ", Value::Null).signed(&key)),
            ("for somebody else", real.clone().claim("aud", json!("portal")).signed(&key)),
            ("for nobody", real.clone().claim("aud", Value::Null).signed(&key)),
            ("by somebody else", real.clone().claim("iss", json!("evil")).signed(&key)),
            ("by nobody", real.clone().claim("iss", Value::Null).signed(&key)),
            ("that has run out", real.clone().claim("exp", json!(1_000_000_000)).signed(&key)),
            ("that never runs out", real.clone().claim("exp", Value::Null).signed(&key)),
            ("that runs out in words", real.clone().claim("exp", json!("2099-01-01")).signed(&key)),
            ("of a sign-in that never was", real.clone().claim("sid", json!(uuid::Uuid::now_v7())).signed(&key)),
            ("of a colleague's sign-in", real.clone().claim("sid", other.claims["sid"].clone()).signed(&key)),
            ("of a colleague", real.clone().claim("sub", other.claims["sub"].clone()).signed(&key)),
            ("of another agency", real.clone().claim("agency", json!(app.cast.harbor.agency)).signed(&key)),
            ("of a client", real.clone().claim("sub", json!(app.cast.people["carla"])).signed(&key)),
        ];
        for (what, token) in wrong {
            let answer = with_token(&app, Method::GET, "/api/v1/me", &token).await;
            assert_eq!((answer.status, answer.code().as_str()), (401, "token_invalid"), "{what}");
        }
    }

    /// Neither no signature, nor one by something that is no secret, nor another token's.
    async fn a_forged_signature_is_refused(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let real = Token::of(&mia.access);
        let kid: i64 = real.header["kid"].as_str().unwrap().parse().unwrap();
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed(kid)).unwrap();
        let public = pair.public_key().as_ref();
        let wrong = [
            ("alg none", real.clone().header("alg", json!("none")).unsigned()),
            ("alg None with a signature", real.clone().header("alg", json!("None")).as_it_was_signed()),
            ("no signature", real.unsigned()),
            ("a hash under the public key", real.hashed(public)),
            ("a hash under the public key's text", real.hashed(BASE64URL_NOPAD.encode(public).as_bytes())),
            ("a hash under the private key", real.hashed(&seed(kid))),
            ("a hash under nothing", real.hashed(b"")),
            ("its algorithm renamed", real.clone().header("alg", json!("HS256")).as_it_was_signed()),
            ("another algorithm", real.clone().header("alg", json!("RS256")).as_it_was_signed()),
            ("a key that comes along", real.clone().header("jwk", json!({ "kty": "OKP" })).signed(&[7; 32])),
            (
                "a colleague's signature",
                Token { signature: Token::of(&adam.access).signature, ..real.clone() }.as_it_was_signed(),
            ),
            ("another's claims", Token { claims: Token::of(&adam.access).claims, ..real.clone() }.as_it_was_signed()),
            ("one part more", format!("{}.x", mia.access)),
            ("one part less", real.head()),
            ("something behind it", format!("{}AA", mia.access)),
            ("nothing", String::new()),
            ("dots", "..".into()),
            ("much", "a.".repeat(20_000)),
            ("a refresh token", mia.refresh.clone()),
        ];
        for (what, token) in wrong {
            let answer = with_token(&app, Method::GET, "/api/v1/me", &token).await;
            assert_eq!(answer.status, 401, "{what}: {}", answer.everything());
            assert!(["token_invalid", "token_missing"].contains(&answer.code().as_str()), "{what}");
        }
        for header in ["Basic bWlhOng=", "bearer", "Bearer", "Token x", &mia.access] {
            let answer = app.ask(Method::GET, "/api/v1/me").header("authorization", header).send().await;
            assert_eq!(answer.status, 401, "{header}: {}", answer.everything());
        }
    }
}
