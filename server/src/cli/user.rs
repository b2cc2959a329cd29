//! `kaisei user add|disable|reset-password`: for the administrator at the server, and for the first account.

use super::{Database, open::open, open::refuse_demo, password::new_password, say};
use crate::logging;
use anyhow::{Context, anyhow};
use clap::{Args, Subcommand};
use domain::{organisation::CenterCode, role::Role};
use std::path::Path;
use store::{Clock, NewRole, NewUser, Store};

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

/// Runs the command.
pub(super) async fn user(command: UserCommand, file: Option<&Path>) -> anyhow::Result<()> {
    match command {
        UserCommand::Add(args) => add(args, file).await,
        UserCommand::Disable(OneUser { login, database }) => {
            let store = real_store(database, file).await?;
            store.disable_user(&login).await.with_context(|| about(&login))?;
            say(&format!("The account {login} is disabled and signed out."));
            Ok(())
        }
        UserCommand::ResetPassword(ResetArgs { login, password_stdin, database }) => {
            let store = real_store(database, file).await?;
            let password = new_password(password_stdin)?;
            store.reset_password(&login, &password).await.with_context(|| about(&login))?;
            say(&format!("The account {login} has a new password and is signed out."));
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
    store.add_user(&user).await.with_context(|| about(&args.login))?;
    say(&format!("The account {} can sign in.", args.login));
    Ok(())
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
