package dev.karet.engine.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.engine.EngineFault;
import dev.karet.engine.query.QueryFailed;
import dev.karet.engine.query.QueryWatch;
import dev.karet.engine.query.TableFiles;
import dev.karet.engine.query.Value.Whole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryDatabaseTest {

    private static final QueryWatch WATCH = QueryWatch.within(Duration.ofMinutes(1));

    @TempDir
    Path temp;

    /** When this fails because nothing fails any more, DuckDB has mended it, and the optimizer may be left on. */
    @Test
    void lateMaterializationIsOffBecauseItFailsInsideDuckDb() throws IOException {
        TableFiles table = new TableFixture(temp, List.of(), "n int64")
                .file("a/data.parquet", List.of(List.of(new Whole(1))))
                .file("b/data.parquet", List.of(List.of(new Whole(2))))
                .table();
        Sentence late = Sentence.of("SELECT c0 FROM " + new TableSql(table, List.of("n")).rows(List.of(0, 1))
                + " WHERE " + TableSql.FILE + " <> 7 ORDER BY " + TableSql.FILE + " LIMIT 2");
        try (QueryDatabase database = new QueryDatabase(temp.resolve("spill"), 64L << 20, 1L << 28, 2)) {
            assertThat(rows(database, late)).isEqualTo(2);
            assertThatThrownBy(() -> database.ask(WATCH, session -> {
                        session.run(Sentence.of("SET disabled_optimizers = ''"));
                        return session.query(late, found -> found.next());
                    }))
                    .isInstanceOf(EngineFault.class)
                    .hasMessageContaining("INTERNAL");
        }
    }

    private static long rows(QueryDatabase database, Sentence sentence) throws IOException {
        return database.ask(
                WATCH,
                session -> session.query(sentence, found -> {
                    long rows = 0;
                    while (found.next()) rows++;
                    return rows;
                }));
    }

    @Test
    void whoeverIsInterruptedWaitsNoLonger() throws Exception {
        try (QueryDatabase database = new QueryDatabase(temp.resolve("spill"), 64L << 20, 1L << 28, 2)) {
            Sentence endless = Sentence.of(
                    "SELECT count(*) FROM range(1000000000) AS a(x), range(1000000000) AS b(y)" + " WHERE x + y = -1");
            Thread asker = Thread.ofVirtual()
                    .start(() -> assertThatThrownBy(() ->
                                    database.ask(WATCH, session -> session.query(endless, found -> found.next())))
                            .isInstanceOf(QueryFailed.Stopped.class));
            asker.interrupt();
            assertThat(asker.join(Duration.ofSeconds(30))).isTrue();
        }
    }
}
