//! `kaisei user add|disable|reset-password`: for the administrator at the server, and for the first account.

use super::{Database, open::open, open::refuse_demo, password::new_password, say};
use crate::logging;
use anyhow::{Context, anyhow};
use clap::{Args, Subcommand};
use domain::{organisation::CenterCode, organisation::OrgKind, role::Role};
use std::path::Path;
use store::{Clock, NewUser, OrganisationFacts, Store};

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
