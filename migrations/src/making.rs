//! How tables and indexes are made: the same way in every migration.

use sea_orm_migration::{prelude::*, schema::uuid};

/// Name, table, columns, and whether it is unique.
pub(crate) type IndexOf = (&'static str, &'static str, &'static [&'static str], bool);

/// The id that the app makes.
pub(crate) fn id() -> ColumnDef {
    uuid("id").primary_key().take()
}

/// A table with its columns, and a foreign key to the `id` of another table for each `(column, table)`.
pub(crate) fn table(
    name: &'static str,
    columns: Vec<ColumnDef>,
    links: &[(&'static str, &'static str)],
) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(Alias::new(name));
    for mut column in columns {
        table.col(&mut column);
    }
    for (column, other) in links {
        let mut key = ForeignKey::create();
        key.from(Alias::new(name), Alias::new(*column)).to(Alias::new(*other), Alias::new("id"));
        table.foreign_key(&mut key);
    }
    table
}

/// Adds a column, alone: SQLite takes one at a time.
pub(crate) async fn add_column(
    manager: &SchemaManager<'_>,
    table: &'static str,
    mut column: ColumnDef,
) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(Alias::new(table)).add_column(&mut column).take()).await
}

/// Makes the indexes in their order.
pub(crate) async fn create_indexes(manager: &SchemaManager<'_>, indexes: &[IndexOf]) -> Result<(), DbErr> {
    for (name, table, columns, unique) in indexes {
        let mut index = Index::create();
        index.name(*name).table(Alias::new(*table));
        for column in *columns {
            index.col(Alias::new(*column));
        }
        if *unique {
            index.unique();
        }
        manager.create_index(index).await?;
    }
    Ok(())
}
