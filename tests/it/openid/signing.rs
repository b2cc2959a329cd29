//! Tokens as providers sign them (ES256), and as nobody should.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    hmac,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};

/// A key with its name.
pub struct Key {
    pair: EcdsaKeyPair,
    /// `kid`.
    pub name: String,
}

impl Key {
    /// A fresh one.
    pub fn new(name: &str) -> Self {
        let chance = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &chance).expect("a key");
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &chance);
        Self { pair: pair.expect("the same key"), name: name.to_owned() }
    }

    /// Its public half, as it is published.
    pub fn published(&self) -> Value {
        let point = self.pair.public_key().as_ref();
        let (x, y) = (encoded(&point[1..33]), encoded(&point[33..]));
        json!({"kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.name, "x": x, "y": y})
    }

    /// A token signed by it.
    pub fn sign(&self, claims: &Value) -> String {
        let text = unsigned(&json!({"alg": "ES256", "typ": "JWT", "kid": self.name}), claims);
        let signature = self.pair.sign(&SystemRandom::new(), text.as_bytes()).expect("a signature");
        format!("{text}.{}", encoded(signature.as_ref()))
    }
}

/// A token that nobody signed.
pub fn by_nobody(claims: &Value) -> String {
    format!("{}.", unsigned(&json!({"alg": "none", "typ": "JWT"}), claims))
}

/// A token signed by a secret.
pub fn by_secret(secret: &str, claims: &Value) -> String {
    let text = unsigned(&json!({"alg": "HS256", "typ": "JWT"}), claims);
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    format!("{text}.{}", encoded(hmac::sign(&key, text.as_bytes()).as_ref()))
}

/// What is said in place of the challenge: its hash.
pub fn hash(verifier: &str) -> String {
    encoded(ring::digest::digest(&ring::digest::SHA256, verifier.as_bytes()).as_ref())
}

/// A text that nobody guesses.
pub fn by_chance() -> String {
    let bytes: [u8; 16] = ring::rand::generate(&SystemRandom::new()).expect("chance").expose();
    encoded(&bytes)
}

fn unsigned(header: &Value, claims: &Value) -> String {
    format!("{}.{}", encoded(header.to_string().as_bytes()), encoded(claims.to_string().as_bytes()))
}

fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
