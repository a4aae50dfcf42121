package dev.karet.model.dashboard;

import dev.karet.model.expr.Expr;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One picture, number or table of a dashboard. Immutable. Column names are those of the dashboard's table. */
public sealed interface Panel {

    /** What every panel has: its title and its place. */
    Frame frame();

    /**
     * One number, or with {@link Aggregate#MODE} the most frequent value.
     *
     * @param currency an ISO 4217 code, for {@link NumberStyle#CURRENCY}
     * @param valueColumn with {@link Aggregate#MODE}: what is summed over the rows of that value and shown beside it
     */
    record Kpi(
            Frame frame,
            String column,
            Aggregate aggregate,
            NumberStyle format,
            String currency,
            Optional<Icon> icon,
            Optional<String> valueColumn)
            implements Panel {

        /** The currency of a panel that names none. */
        public static final String DEFAULT_CURRENCY = "USD";
    }

    /** Shares of a whole, one slice a value of {@code groupBy}. */
    record Doughnut(Frame frame, String groupBy, String value, Aggregate aggregate) implements Panel {}

    /** {@code y} over {@code x}, in the order of {@code x}. */
    record Line(Frame frame, String x, Optional<Bin> bin, String y, Aggregate aggregate) implements Panel {}

    /**
     * One bar a value of {@code groupBy}: without {@code bin} horizontal, the largest first; with it vertical, in order of time.
     *
     * @param limit how many bars at most; absent: as many as the page shows
     */
    record Bar(Frame frame, String groupBy, String value, Aggregate aggregate, Optional<Bin> bin, OptionalInt limit)
            implements Panel {}

    /** Rows as they are, a page at a time. */
    record Table(Frame frame, List<String> columns, int pageSize) implements Panel {

        /** The rows of a page where the document does not say. */
        public static final int DEFAULT_PAGE_SIZE = 50;

        public Table {
            columns = List.copyOf(columns);
        }
    }

    /** How many rows there are, the sums of numeric columns, and how many distinct values the others have. */
    record Summary(Frame frame, List<String> columns) implements Panel {
        public Summary {
            columns = List.copyOf(columns);
        }
    }

    /**
     * One circle a place.
     *
     * @param latitude a column of degrees, north positive
     * @param longitude a column of degrees, east positive
     * @param value what the area of a circle stands for; absent: the number of rows
     * @param maxRadius of the largest circle, in pixels
     */
    record SymbolMap(
            Frame frame,
            String latitude,
            String longitude,
            Optional<String> value,
            Aggregate aggregate,
            double maxRadius)
            implements Panel {

        /** The radius of the largest circle where the document does not say, in pixels. */
        public static final double DEFAULT_MAX_RADIUS = 20;
    }

    /**
     * Countries, coloured by a value.
     *
     * @param country a column of ISO 3166 codes (two letters, three letters or numeric) or common names
     * @param value absent: the number of rows
     */
    record ChoroplethMap(Frame frame, String country, Optional<String> value, Aggregate aggregate) implements Panel {}

    /**
     * How much flows from where to where; flows that share values join into one picture.
     *
     * @param labels what to call a node, by its value
     */
    record Sankey(Frame frame, List<Flow> flows, Map<String, String> labels) implements Panel {
        public Sankey {
            flows = List.copyOf(flows);
            labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        }
    }

    /**
     * From the values of one column to those of another.
     *
     * @param where which rows count for this flow, as {@link Dashboard#where}
     */
    record Flow(String from, String to, String value, FlowAggregate aggregate, List<Expr> where) {
        public Flow {
            where = List.copyOf(where);
        }
    }

    /** A panel's title, and its place on the grid if it asks for one. */
    record Frame(String title, Optional<Grid> grid) {}

    /** A place on the grid, in the words of CSS. */
    record Grid(Optional<String> column, Optional<String> row, Aspect aspect, Optional<String> maxHeight) {}

    /** The shape of a panel. The constant's name in lower case is what the document says. */
    enum Aspect {
        AUTO,
        SQUARE,
        /** 16 to 9. */
        VIDEO
    }

    /** How the values of many rows become one. The constant's name in lower case is what the document says. */
    enum Aggregate {
        SUM,
        COUNT,
        AVG,
        MIN,
        MAX,
        /** The most frequent value; only of a {@link Kpi}. */
        MODE
    }

    /** How the values of a flow become its width. The constant's name in lower case is what the document says. */
    enum FlowAggregate {
        SUM,
        /** The sum without its sign. */
        ABS_SUM,
        COUNT
    }

    /** How much time falls into one point or bar. The constant's name in lower case is what the document says. */
    enum Bin {
        DAY,
        /** ISO weeks, from Monday. */
        WEEK,
        MONTH,
        YEAR
    }

    /** How a number is written. The constant's name in lower case is what the document says. */
    enum NumberStyle {
        NUMBER,
        CURRENCY,
        RAW
    }

    /** What stands beside a number. The constant's name in lower case is what the document says. */
    enum Icon {
        DOLLAR,
        CHART,
        SHAPES,
        CALENDAR
    }
}
