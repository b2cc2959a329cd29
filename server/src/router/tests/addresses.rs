//! The list of addresses and the router.

use super::*;
use crate::config::{OpenId, Secret};
use std::collections::BTreeSet;

/// The addresses that a router says it has when it is printed: there is no other way to ask one.
fn told_by(router: &Router) -> BTreeSet<String> {
    let printed = format!("{router:?}");
    let (own, _) = printed.split_once("fallback_router").expect("the router that stands before the fallback");
    let (_, node) = own.split_once("paths: {").expect("its addresses");
    let rest = node.split("RouteId(").skip(1).filter_map(|it| it.split_once("): \""));
    rest.filter_map(|(_, address)| Some(address.split_once('"')?.0.to_owned())).collect()
}

/// However an address came into the router, it is probed.
#[tokio::test]
async fn every_address_of_the_router_is_in_its_list() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("test.db").display());
    let store = Store::connect(&url).await.unwrap();
    let openid = OpenId {
        issuer: "https://id.city.example".to_owned(),
        client_id: "kaisei".to_owned(),
        client_secret: Secret::new("secret"),
        claim: "preferred_username".to_owned(),
        name_ja: None,
        name_en: None,
        authorities: None,
        back: "https://kaisei.example/session/openid/return".to_owned(),
    };
    for openid in [None, Some(openid)] {
        let is_set = openid.is_some();
        let settings = Settings { openid, ..Settings::default() };
        let built = build(store.clone(), &settings, Arc::new(Assets::default()), None);
        let listed = built.addresses().clone();
        for known in ["/", "/issues/{key}", "/fn/issue", "/session", "/audit/export", "/healthz", "/pkg/{*path}"] {
            assert!(listed.contains(known), "{known} is not in {listed:?}");
        }
        assert_eq!(listed.contains("/session/openid/return"), is_set);
        assert_eq!(told_by(&built.into_router()), listed);
    }
}
