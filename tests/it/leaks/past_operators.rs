//! What somebody entered as an operator is the center's to everybody outside it, wherever it stands (specification
//! 9-(5)). Operators write nothing that the city reads, so the demo world has no such thing: here a 業務管理者, whose
//! name stands everywhere, turns out to have been one.

use super::{addresses::addresses, around, secrets::Secrets, whole, whole_server};
use domain::role::Role;
use sea_orm::{ConnectionTrait, Database};
use tests::{Answer, both_dbs};

/// What an answer tells of who did what. Whom a 課題 was given to is not among it: nobody gives an operator one that is
/// read outside, and the words of an event stay. Nor is 監査ログ, which goes by the role that somebody had then.
fn doers(answer: &Answer, names: &[String; 2]) -> String {
    let mut told = whole(answer);
    for quote in ["\"", "\\\""] {
        told = told.replace(&format!("assignee{quote}:{quote}{}{quote}", names[0]), "");
    }
    told.replace(&format!("担当：総務事務センター {}", names[0]), "")
}

const READERS: [&str; 4] = ["kyuyo", "keiyaku", "vendor-a", "vendor-b"];

both_dbs! {
    async fn who_entered_it_as_an_operator_has_no_name_outside_the_center(db) {
        let secrets = Secrets::plant(&db).await;
        let names = { let it = db.actor("kanri-somu").await; [it.name, it.login] };
        let app = whole_server(db).await;
        let addresses = addresses(&app, &secrets);
        let mut told = Vec::new();
        for login in READERS {
            let browser = app.browser(login).await;
            for address in &addresses {
                // Where it was asked for, it comes back. The history of a 信号 keeps the words of that day, and nobody sets
                // one by hand as an operator.
                if address.starts_with("/audit") || address.ends_with("/signals") || names.iter().any(|name| address.contains(name)) {
                    continue;
                }
                let answer = doers(&browser.get(address).await, &names);
                if names.iter().any(|name| answer.contains(name.as_str())) {
                    told.push((login, address));
                }
            }
            assert!(told.iter().filter(|(it, _)| *it == login).count() > 4, "{login} reads the name: {told:?}");
        }

        let open = Database::connect(&app.db.url).await.unwrap();
        let user = "(SELECT id FROM user_account WHERE login = 'kanri-somu')";
        let role = Role::Operator.as_str();
        let changed = format!("UPDATE role_period SET role = '{role}' WHERE user_id = {user}");
        assert_eq!(open.execute_unprepared(&changed).await.unwrap().rows_affected(), 1);
        open.close().await.unwrap();
        let mut leaks = Vec::new();
        for login in READERS {
            let browser = app.browser(login).await;
            for (_, address) in told.iter().filter(|(it, _)| *it == login) {
                let answer = doers(&browser.get(address).await, &names);
                for name in names.iter().filter(|name| answer.contains(name.as_str())) {
                    leaks.push(format!("{login} at {address}: …{}…", around(&answer, name)));
                }
            }
        }
        assert!(leaks.is_empty(), "{}", leaks.join("\n\n"));
        let colleague = app.browser("op-somu").await;
        let mut read = 0;
        for address in &addresses {
            read += usize::from(whole(&colleague.get(address).await).contains(&names[0]));
        }
        assert!(read > 4, "inside the center the name is read, on {read} pages");
    }
}
