//! How fast the release binary is, beside what it could be at best (docs/decisions/0016).

mod browser;
mod figures;
mod load;
mod measure;
mod options;
mod process;
mod screens;
mod table;
mod targets;
mod world;
mod writers;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use cluster::{Cluster, Writes};

use self::browser::Browser;
use self::figures::Figures;
use self::load::Generator;
use self::measure::{Bench, Row};
use self::options::Options;
use self::screens::{Form, screens};
use self::world::{Folder, Kind, Programs, World};
use self::writers::{READER, Writer};
use crate::place::Place;
use crate::{Result, cargo, install, release, run};

/// Builds, fills, measures, reports.
pub(crate) fn bench(place: &Place, args: &[String]) -> Result<ExitCode> {
    let options = Options::parse(args)?;
    install::load_generator()?;
    if options.databases.contains(&Kind::Postgresql) {
        install::postgresql()?;
    }
    let folder = Folder::make_in(&place.target)?;
    let programs = Programs { kaisei: kaisei(place, &options)?, limits: limits(place)?, folder: folder.0.clone() };
    let file = place.root.join("bench").join("figures.json");
    let mut figures = Figures::read(&file)?;

    let mut rows = Vec::new();
    let outcome = all(&options, &programs, &figures, &mut rows);
    report(&rows);
    outcome?;
    let unsteady = figures::unsteady(&rows);
    let mut complaints = if options.check { figures.complaints(&rows) } else { Vec::new() };
    if options.keep {
        if let Some(why) = unsteady {
            return Err(format!("nothing was kept: {why}"));
        }
        figures.take(&rows);
        figures.write(&file)?;
        println!("kept in {}", file.display());
    } else if let Some(why) = unsteady {
        println!("\nNote: {why}.");
        if !complaints.is_empty() {
            complaints.push(why);
        }
    }
    if complaints.is_empty() { Ok(ExitCode::SUCCESS) } else { Err(complaints.join("\n")) }
}

/// Every world. What was measured before something went wrong is in `rows`.
fn all(options: &Options, programs: &Programs, figures: &Figures, rows: &mut Vec<Row>) -> Result<()> {
    let started = Instant::now();
    let generator = Generator::in_folder(&programs.folder)?;
    for kind in &options.databases {
        // As on a server of the city: a commit is on the disk.
        let cluster = (*kind == Kind::Postgresql).then(|| Cluster::start(Writes::Durably)).transpose()?;
        for size in &options.sizes {
            println!("{:>4} s  {kind}, {size} issues", started.elapsed().as_secs());
            let world = World::make(programs, *kind, *size, cluster.as_ref())?;
            println!("{:>4} s  filled", started.elapsed().as_secs());
            screens_of(&world, programs, &generator, options, figures, rows)?;
        }
    }
    println!("{:>4} s  done", started.elapsed().as_secs());
    Ok(())
}

/// The binary that is measured.
fn kaisei(place: &Place, options: &Options) -> Result<PathBuf> {
    match &options.kaisei {
        Some(ready) => std::path::absolute(ready).map_err(|e| format!("{}: {e}", ready.display())),
        None => release::build(place),
    }
}

fn limits(place: &Place) -> Result<PathBuf> {
    println!("limits");
    // Together with the server, so that both get the same dependencies with the same features.
    let build = "build --release --package server --package limits --bin limits";
    run::visibly(&mut cargo::cargo(place, &build.split_whitespace().collect::<Vec<_>>()))?;
    Ok(place.target.join("release").join("limits"))
}

/// Every screen over one world.
fn screens_of(
    world: &World,
    programs: &Programs,
    generator: &Generator,
    options: &Options,
    figures: &Figures,
    rows: &mut Vec<Row>,
) -> Result<()> {
    let kaisei = world.kaisei()?;
    let limits = world.limits()?;
    let talked = Writer::start(&kaisei.address, READER, 0)?;
    talked.talk()?;
    let reader = Browser::sign_in(&kaisei.address, READER)?;
    let (kind, size, seconds) = (world.kind, world.size, options.seconds);
    let bench = Bench { generator, kaisei, limits, reader, kind, size, seconds };

    let mut before = bench.yardstick()?;
    let mut measure = |one: &dyn Fn() -> Result<Row>| {
        let mut between = || {
            let row = one()?;
            let after = bench.yardstick()?;
            Ok::<Row, String>(row.between(std::mem::replace(&mut before, after), after))
        };
        let row = between()?;
        let is_worse = options.check && figures.is_worse(&row) == Some(true);
        rows.push(if is_worse { better(row, between()?) } else { row });
        Ok::<(), String>(())
    };
    for screen in screens(&talked.issue) {
        measure(&|| bench.read(&screen))?;
    }
    let writers = writers::gather(&bench.kaisei.address)?;
    Form::ALL.into_iter().try_for_each(|what| measure(&|| bench.write(what, &writers, &programs.folder)))
}

/// What looks slower is measured again: something else may have run beside it.
fn better(first: Row, second: Row) -> Row {
    if second.yardsticks() < first.yardsticks() { second } else { first }
}

fn report(rows: &[Row]) {
    println!("{}", table::tables(rows));
    println!(
        "\nTimes in milliseconds. CPU: of the server per request, at 8 connections; gz: compressed; yard: as a multiple \
         of a piece of work that never changes.\nSQL: statements of the limit, which reads the same. limit: a bare \
         handler over the same database with the same rows.\n"
    );
    for line in targets::lines(rows) {
        println!("{line}");
    }
}
