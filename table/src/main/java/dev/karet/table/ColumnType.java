package dev.karet.table;

import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import java.util.Optional;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** What a column of a Parquet file is to Karet. Pure functions. */
final class ColumnType {

    private ColumnType() {}

    /** Empty for a type that Karet never writes. */
    static Optional<DataType> of(SchemaElement column) {
        ConvertedType meaning = column.getConverted_type();
        if (meaning == null) return plain(column.getType());
        return switch (meaning) {
            case UTF8 -> Optional.of(Simple.TEXT);
            case INT_64 -> Optional.of(Simple.INT64);
            case DATE -> Optional.of(Simple.DATE);
            case TIMESTAMP_MICROS -> Optional.of(Simple.TIMESTAMP);
            case DECIMAL -> decimal(column.getPrecision(), column.getScale());
            case MAP,
                    MAP_KEY_VALUE,
                    LIST,
                    ENUM,
                    TIME_MILLIS,
                    TIME_MICROS,
                    TIMESTAMP_MILLIS,
                    UINT_8,
                    UINT_16,
                    UINT_32,
                    UINT_64,
                    INT_8,
                    INT_16,
                    INT_32,
                    JSON,
                    BSON,
                    INTERVAL -> Optional.empty();
        };
    }

    private static Optional<DataType> plain(@Nullable Type type) {
        return switch (type) {
            case null -> Optional.empty();
            case INT64 -> Optional.of(Simple.INT64);
            case DOUBLE -> Optional.of(Simple.FLOAT64);
            case BOOLEAN -> Optional.of(Simple.BOOL);
            case INT32, INT96, FLOAT, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> Optional.empty();
        };
    }

    private static Optional<DataType> decimal(int precision, int scale) {
        boolean known = precision >= 1 && precision <= Decimal.MAX_PRECISION && scale >= 0 && scale <= precision;
        return known ? Optional.of(new Decimal(precision, scale)) : Optional.empty();
    }
}
