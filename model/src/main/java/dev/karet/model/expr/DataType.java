package dev.karet.model.expr;

/** The type of a column or of an expression's result. Every type includes null. Immutable. */
public sealed interface DataType {

    /** A type without parameters. */
    enum Simple implements DataType {
        /** Unicode text. */
        TEXT("string"),
        /** A signed 64-bit integer. */
        INT64("int64"),
        /** A finite IEEE 754 double; written {@code number} in older configs. */
        FLOAT64("float64"),
        /** True or false. */
        BOOL("bool"),
        /** A day of the proleptic Gregorian calendar, years 0001 to 9999. */
        DATE("date"),
        /** Microseconds without a zone, years 0001 to 9999. */
        TIMESTAMP("timestamp");

        private final String label;

        Simple(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public boolean isNumeric() {
            return this == INT64 || this == FLOAT64;
        }
    }

    /** An exact number of at most {@code precision} digits, {@code scale} of them after the point. */
    record Decimal(int precision, int scale) implements DataType {
        public static final int MAX_PRECISION = 38;

        public Decimal {
            if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("decimal(" + precision + "," + scale + ") is not a decimal type");
            }
        }

        /** The digits before the point. */
        public int wholeDigits() {
            return precision - scale;
        }

        @Override
        public String label() {
            return "decimal(" + precision + "," + scale + ")";
        }

        @Override
        public boolean isNumeric() {
            return true;
        }
    }

    /** The name by which configs and expressions call this type, such as {@code decimal(12,2)}. */
    String label();

    boolean isNumeric();
}
