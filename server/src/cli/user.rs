//! `kaisei user add|disable|reset-password`: for the administrator at the server, and for the first account.

use super::{Database, open::open, open::refuse_demo, password::new_password, say, sentence::sentence};
use crate::logging;
use anyhow::{Context, anyhow};
use clap::{Args, Subcommand};
use domain::{
    organisation::{CenterCode, OrgKind},
    refusal::Field,
    role::Role,
    text,
};
use std::path::Path;
use store::{Clock, NewOrganisation, NewRole, NewUser, Standing, Store};

#[derive(Debug, Subcommand)]
pub(super) enum UserCommand {
    /// Adds an account
    Add(AddArgs),
    /// Ends an account: it can sign in no more, its sessions end
    Disable(OneUser),
    /// Gives an account a new password; its sessions end
    ResetPassword(ResetArgs),
}

#[derive(Debug, Args)]
pub(super) struct AddArgs {
    /// ログインID
    login: String,
    /// 氏名
    #[arg(long)]
    name: String,
    /// 読み
    #[arg(long, default_value = "")]
    kana: String,
    /// Position, such as 給与課 係長
    #[arg(long, default_value = "")]
    title: String,
    /// Code of the organisation
    #[arg(long)]
    org: String,
    /// Registers that organisation when it is not there yet: contract, business, center or vendor
    #[arg(long, value_parser = org_kind, requires = "org_name")]
    org_kind: Option<OrgKind>,
    /// Name of an organisation that is registered
    #[arg(long, value_parser = org_name, requires = "org_kind")]
    org_name: Option<String>,
    /// Role, such as `section_officer` or `system_admin`
    #[arg(long, value_parser = role)]
    role: Role,
    /// Center of a role that is bound to one: SOMU or KYOIKU
    #[arg(long, value_parser = center)]
    center: Option<CenterCode>,
    /// Reads the password from standard input instead of asking
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    database: Database,
}

#[derive(Debug, Args)]
pub(super) struct OneUser {
    /// ログインID
    login: String,
    #[command(flatten)]
    database: Database,
}

#[derive(Debug, Args)]
pub(super) struct ResetArgs {
    /// ログインID
    login: String,
    /// Reads the password from standard input instead of asking
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    database: Database,
}

fn role(code: &str) -> Result<Role, String> {
    let known: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
    Role::parse(code).ok_or_else(|| format!("the roles are {}", known.join(", ")))
}

fn center(code: &str) -> Result<CenterCode, String> {
    CenterCode::parse(code).ok_or_else(|| "the centers are SOMU and KYOIKU".to_owned())
}

fn org_kind(code: &str) -> Result<OrgKind, String> {
    OrgKind::parse(code).ok_or_else(|| "the kinds are contract, business, center and vendor".to_owned())
}

fn org_name(name: &str) -> Result<String, String> {
    text::line(Field::Label, name).map_err(|_| "an organisation has a name of at most 200 characters".to_owned())
}

/// Runs the command.
pub(super) async fn user(command: UserCommand, file: Option<&Path>) -> anyhow::Result<()> {
    match command {
        UserCommand::Add(args) => add(args, file).await,
        UserCommand::Disable(OneUser { login, database }) => {
            let store = real_store(database, file).await?;
            store.disable_user(&login).await.map_err(sentence).with_context(|| about(&login))?;
            say(&format!("The account {login} is disabled and signed out."));
            Ok(())
        }
        UserCommand::ResetPassword(ResetArgs { login, password_stdin, database }) => {
            let store = real_store(database, file).await?;
            let password = new_password(password_stdin)?;
            let reset = store.reset_password(&login, &password).await.map_err(sentence);
            let then = match reset.with_context(|| about(&login))? {
                Standing::MaySignIn => "is signed out",
                Standing::Disabled => "still cannot sign in: it is disabled",
                Standing::WithoutRole => "still cannot sign in: it has no role today",
            };
            say(&format!("The account {login} has a new password and {then}."));
            Ok(())
        }
    }
}

async fn add(args: AddArgs, file: Option<&Path>) -> anyhow::Result<()> {
    if args.role.is_bound_to_one_center() != args.center.is_some() {
        let what = if args.center.is_some() { "is over both centers: leave --center out" } else { "needs --center" };
        return Err(anyhow!("the role {} {what}", args.role));
    }
    let store = real_store(args.database, file).await?;
    let password = new_password(args.password_stdin)?;
    let user = NewUser {
        login: args.login.clone(),
        name: args.name,
        kana: args.kana,
        title: args.title,
        org: args.org,
        roles: vec![NewRole { role: args.role, center: args.center, valid_from: None, valid_to: None }],
        password,
        demo: false,
    };
    let added = match args.org_kind {
        Some(kind) => {
            let org = organisation(&user.org, kind, args.org_name, args.center);
            store.add_user_with_organisation(&org, &user).await
        }
        None => store.add_user(&user).await,
    };
    added.map_err(sentence).with_context(|| about(&args.login))?;
    say(&format!("The account {} can sign in.", args.login));
    Ok(())
}

/// The first account of an organisation may bring it along.
fn organisation(code: &str, kind: OrgKind, name: Option<String>, center: Option<CenterCode>) -> NewOrganisation {
    NewOrganisation {
        code: code.to_owned(),
        kind,
        name: name.unwrap_or_default(),
        name_en: String::new(),
        bureau: None,
        center: center.filter(|_| kind == OrgKind::Center),
        sort: 0,
        valid_from: None,
    }
}

async fn real_store(database: Database, file: Option<&Path>) -> anyhow::Result<Store> {
    let settings = database.settings(file)?;
    logging::start(&settings);
    let store = open(&settings, Clock::System).await?;
    refuse_demo(&store, &settings).await?;
    Ok(store)
}

fn about(login: &str) -> String {
    format!("nothing was done about the account {login}")
}
