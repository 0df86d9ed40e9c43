using System.Text;
using RefillRadar.Ingest.Formats;

namespace RefillRadar.Tests.Unit.Ingest;

public sealed class DdlStatementTests
{
    [Theory]
    [InlineData("TRUNCATE TABLE inventory", true)]
    [InlineData("truncate inventory", true)]
    [InlineData("/* ApplicationName=DBeaver */ TRUNCATE\tinventory;", true)]
    [InlineData("-- nightly\n  DROP TABLE IF EXISTS `inventory`", true)]
    [InlineData("DROP DATABASE hasp", true)]
    [InlineData("RENAME TABLE inventory TO old_inventory", true)]
    [InlineData("ALTER TABLE inventory RENAME TO old_inventory", true)]
    [InlineData("alter table inventory rename as `old`", true)]
    [InlineData("ALTER TABLE inventory RENAME old_inventory", true)]
    [InlineData("ALTER TABLE inventory RENAME COLUMN qty TO quantity", false)]
    [InlineData("ALTER TABLE inventory RENAME INDEX a TO b, ADD COLUMN c INT", false)]
    [InlineData("ALTER TABLE inventory ADD COLUMN c INT", false)]
    [InlineData("ALTER TABLE inventory DROP COLUMN c", false)]
    [InlineData("DROP INDEX by_name ON inventory", false)]
    [InlineData("DROP VIEW v", false)]
    [InlineData("CREATE TABLE inventory (id INT)", false)]
    [InlineData("RENAME USER a TO b", false)]
    [InlineData("DROP TEMPORARY TABLE inventory", false)]
    [InlineData("DROP /*!40005 TEMPORARY */ TABLE `inventory`", false)]
    [InlineData("ALTER TABLE t ADD c INT COMMENT 'do not RENAME this'", false)]
    [InlineData("ALTER TABLE `rename` ADD `truncate` INT", false)]
    [InlineData("ALTER TABLE inventory TRUNCATE PARTITION p1", true)]
    [InlineData("ALTER TABLE inventory DROP PARTITION p1", true)]
    [InlineData("CREATE OR REPLACE TABLE inventory (id INT)", true)]
    [InlineData("RENAME TABLES inventory TO b", true)]
    [InlineData("'", false)]
    [InlineData("", false)]
    [InlineData("/* TRUNCATE", false)]
    [InlineData("-- DROP TABLE inventory", false)]
    [InlineData(";;;(((", false)]
    public void Only_what_removes_rows_counts(string sql, bool removes) =>
        Assert.Equal(removes, DdlStatement.RemovesRows(Encoding.UTF8.GetBytes(sql)));
}
