package dev.karet.engine.duckdb.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.engine.duckdb.sql.Sandbox.Prepared;
import dev.karet.engine.duckdb.sql.WireTag.CellKind;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The program that runs one statement of a user's and ends. It hears questions on its standard input and answers on its standard output; when its
 * input ends, because whoever asked is gone, it ends at once.
 */
public final class SqlProcess {

    /** The parser and the binder go as deep as a statement does. */
    private static final long STACK = 64L << 20;

    /** What a cell costs besides its text. */
    static final int CELL = 32;

    private static final int MOST_HEARD = 256 << 20;

    private static final Pattern MOMENT = Pattern.compile("(-?\\d{4,}-\\d{2}-\\d{2}) (\\d{2}:\\d{2}:\\d{2}.*)");

    private final Limits limits;
    private final WireWriter out;
    private final BlockingQueue<Heard> inbox = new LinkedBlockingQueue<>();

    private SqlProcess(Limits limits, WireWriter out) {
        this.limits = limits;
        this.out = out;
    }

    /** What the process is told when it is started. */
    record Limits(long memoryBytes, int threads, long answerBytes, int cellCharacters) {

        static Limits of(String[] arguments) {
            return new Limits(
                    Long.parseLong(arguments[0]),
                    Integer.parseInt(arguments[1]),
                    Long.parseLong(arguments[2]),
                    Integer.parseInt(arguments[3]));
        }

        List<String> arguments() {
            return List.of(
                    Long.toString(memoryBytes),
                    Integer.toString(threads),
                    Long.toString(answerBytes),
                    Integer.toString(cellCharacters));
        }
    }

    /** What the service says. */
    private sealed interface Heard {
        record Question(String statement, List<String> tables, int mostRows) implements Heard {}

        record Tables(List<String> views, List<String> files) implements Heard {}
    }

    /** Begins; what it is told is {@link Limits}. */
    public static void main(String[] arguments) throws Exception {
        WireWriter out = new WireWriter(System.out);
        // Nothing else may stand between the messages.
        System.setOut(new PrintStream(System.err, true));
        SqlProcess process = new SqlProcess(Limits.of(arguments), out);
        Thread.ofPlatform().daemon().name("listen").start(process::listen);
        Thread.ofPlatform().name("answer").stackSize(STACK).start(process::work);
    }

    private void listen() {
        WireReader in = new WireReader(System.in, MOST_HEARD);
        try {
            while (true) {
                switch (in.tag()) {
                    case QUESTION -> inbox.add(new Heard.Question(in.text(), in.texts(), (int) in.number()));
                    case TABLES -> inbox.add(new Heard.Tables(in.texts(), in.texts()));
                    case READY, NEEDS, COLUMNS, ROW, END, REFUSED, OUT_OF_MEMORY ->
                        throw new BrokenMessage("a message for the other side");
                }
            }
        } catch (IOException gone) {
            Runtime.getRuntime().halt(0);
        }
    }

    private void work() {
        int code = 0;
        try {
            answer();
        } catch (OutOfMemoryError full) {
            code = tell(() -> out.tag(WireTag.OUT_OF_MEMORY).send());
        } catch (SQLException failure) {
            if (DuckDbFault.of(failure).isOutOfMemory()) {
                code = tell(() -> out.tag(WireTag.OUT_OF_MEMORY).send());
            } else {
                failure.printStackTrace();
                code = 1;
            }
        } catch (IOException | InterruptedException | RuntimeException | StackOverflowError failure) {
            failure.printStackTrace();
            code = 1;
        }
        // Threads of DuckDB's may still be at work; nobody waits for them.
        Runtime.getRuntime().halt(code);
    }

    private interface Telling {
        void tell() throws IOException;
    }

    private static int tell(Telling telling) {
        try {
            telling.tell();
            return 0;
        } catch (IOException gone) {
            return 1;
        }
    }

    private void answer() throws SQLException, IOException, InterruptedException {
        try {
            Sandbox sandbox = Sandbox.open(limits.memoryBytes(), limits.threads());
            sandbox.warmUp();
            out.tag(WireTag.READY).send();
            if (!(inbox.take() instanceof Heard.Question question)) throw new BrokenMessage("no question");
            long began = System.nanoTime();
            List<String> needed = sandbox.tablesOf(question.statement(), question.tables());
            List<String> views = List.of();
            List<String> files = List.of();
            if (!needed.isEmpty()) {
                long waiting = System.nanoTime();
                out.tag(WireTag.NEEDS).texts(needed).send();
                if (!(inbox.take() instanceof Heard.Tables tables)) throw new BrokenMessage("no tables");
                views = tables.views();
                files = tables.files();
                began += System.nanoTime() - waiting;
            }
            sandbox.closeOff(views, files);
            answer(sandbox, question, began);
        } catch (SqlRefused refused) {
            out.tag(WireTag.REFUSED)
                    .text(refused.reason())
                    .text(refused.message())
                    .number(refused.place())
                    .text(refused.hint().orElse(""))
                    .send();
        }
    }

    private void answer(Sandbox sandbox, Heard.Question question, long began)
            throws SQLException, SqlRefused, IOException {
        Prepared prepared = sandbox.prepare(question.statement(), question.mostRows(), limits.cellCharacters());
        sandbox.read(prepared, rows -> {
            out.tag(WireTag.COLUMNS).texts(columns(prepared));
            boolean more = write(rows, prepared.types(), question.mostRows());
            out.tag(WireTag.END).flag(more).number(System.nanoTime() - began).send();
        });
    }

    private static List<String> columns(Prepared prepared) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < prepared.names().size(); i++) {
            columns.add(prepared.names().get(i));
            columns.add(prepared.types().get(i));
        }
        return columns;
    }

    /** Writes rows as long as they fit; whether there are more. */
    private boolean write(ResultSet rows, List<String> types, int mostRows) throws SQLException, IOException {
        long left = limits.answerBytes();
        int count = 0;
        while (rows.next()) {
            List<@Nullable String> cells = new ArrayList<>();
            for (int i = 1; i <= types.size(); i++) {
                @Nullable String cell = rows.getString(i);
                left -= CELL + (cell == null ? 0 : cell.getBytes(UTF_8).length);
                cells.add(cell);
            }
            if (count == mostRows || left < 0) return true;
            count++;
            out.tag(WireTag.ROW);
            for (int i = 0; i < types.size(); i++) cell(cells.get(i), types.get(i));
        }
        return false;
    }

    private void cell(@Nullable String text, String type) throws IOException {
        if (text == null) {
            out.kind(CellKind.NULL);
        } else if (text.codePointCount(0, text.length()) > limits.cellCharacters()) {
            out.kind(CellKind.CUT).text(text.substring(0, text.offsetByCodePoints(0, limits.cellCharacters())));
        } else {
            out.kind(CellKind.WHOLE).text(type.startsWith("TIMESTAMP") ? iso(text) : text);
        }
    }

    /** DuckDB puts a space where ISO 8601 puts a T, and writes the zone without its minutes. */
    private static String iso(String moment) {
        var parts = MOMENT.matcher(moment);
        if (!parts.matches()) return moment;
        String time = parts.group(2);
        return parts.group(1) + "T" + (time.endsWith("+00") ? time.substring(0, time.length() - 3) + "Z" : time);
    }
}
