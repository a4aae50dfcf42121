package dev.karet.engine.duckdb.parquet;

import dev.karet.engine.duckdb.parquet.ThriftStruct.Bool;
import dev.karet.engine.duckdb.parquet.ThriftStruct.Byte8;
import dev.karet.engine.duckdb.parquet.ThriftStruct.Bytes;
import dev.karet.engine.duckdb.parquet.ThriftStruct.Elements;
import dev.karet.engine.duckdb.parquet.ThriftStruct.Field;
import dev.karet.engine.duckdb.parquet.ThriftStruct.Nested;
import dev.karet.engine.duckdb.parquet.ThriftStruct.Real;
import dev.karet.engine.duckdb.parquet.ThriftStruct.Value;
import dev.karet.engine.duckdb.parquet.ThriftStruct.Whole;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;

/** Reads and writes structs in Thrift's compact protocol, the form of a Parquet footer. Maps are not read: a footer has none. */
final class ThriftCompact {

    static final int TRUE = 1;
    static final int FALSE = 2;
    static final int BYTE = 3;
    static final int I16 = 4;
    static final int I32 = 5;
    static final int I64 = 6;
    static final int DOUBLE = 7;
    static final int BINARY = 8;
    static final int LIST = 9;
    static final int SET = 10;
    static final int STRUCT = 12;

    private static final int LONG_LIST = 15;

    private ThriftCompact() {}

    static ThriftStruct read(byte[] bytes) {
        return readStruct(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }

    static byte[] write(ThriftStruct struct) {
        var out = new ByteArrayOutputStream();
        writeStruct(out, struct);
        return out.toByteArray();
    }

    private static ThriftStruct readStruct(ByteBuffer in) {
        var struct = new ThriftStruct();
        int id = 0;
        for (int head = in.get() & 0xff; head != 0; head = in.get() & 0xff) {
            int delta = head >>> 4;
            int type = head & 0x0f;
            id = delta == 0 ? (int) readZigZag(in) : id + delta;
            struct.add(new Field(id, type, readValue(in, type, false)));
        }
        return struct;
    }

    private static Value readValue(ByteBuffer in, int type, boolean element) {
        return switch (type) {
            case TRUE, FALSE -> element ? new Byte8(in.get()) : new Bool(type == TRUE);
            case BYTE -> new Byte8(in.get());
            case I16, I32, I64 -> new Whole(readZigZag(in));
            case DOUBLE -> new Real(in.getLong());
            case BINARY -> {
                var bytes = new byte[(int) readVarint(in)];
                in.get(bytes);
                yield new Bytes(bytes);
            }
            case LIST, SET -> {
                int head = in.get() & 0xff;
                int size = head >>> 4 == LONG_LIST ? (int) readVarint(in) : head >>> 4;
                var values = new ArrayList<Value>(size);
                for (int i = 0; i < size; i++) values.add(readValue(in, head & 0x0f, true));
                yield new Elements(head & 0x0f, values);
            }
            case STRUCT -> new Nested(readStruct(in));
            default -> throw new IllegalArgumentException("a Parquet footer has a value of unknown type " + type);
        };
    }

    private static void writeStruct(ByteArrayOutputStream out, ThriftStruct struct) {
        int previous = 0;
        for (Field field : struct.fields()) {
            int delta = field.id() - previous;
            if (delta >= 1 && delta <= 15) {
                out.write((delta << 4) | field.type());
            } else {
                out.write(field.type());
                writeZigZag(out, field.id());
            }
            writeValue(out, field.value());
            previous = field.id();
        }
        out.write(0);
    }

    private static void writeValue(ByteArrayOutputStream out, Value value) {
        switch (value) {
            case Bool ignored -> {}
            case Byte8(byte number) -> out.write(number);
            case Whole(long number) -> writeZigZag(out, number);
            case Real(long bits) -> {
                for (int shift = 0; shift < 64; shift += 8) out.write((int) (bits >>> shift));
            }
            case Bytes(byte[] bytes) -> {
                writeVarint(out, bytes.length);
                out.write(bytes, 0, bytes.length);
            }
            case Elements(int type, var values) -> {
                boolean isLong = values.size() >= LONG_LIST;
                out.write(((isLong ? LONG_LIST : values.size()) << 4) | type);
                if (isLong) writeVarint(out, values.size());
                for (Value element : values) writeValue(out, element);
            }
            case Nested(var struct) -> writeStruct(out, struct);
        }
    }

    private static long readVarint(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = in.get();
            number |= (long) (part & 0x7f) << shift;
            if (part >= 0) return number;
        }
    }

    private static long readZigZag(ByteBuffer in) {
        long number = readVarint(in);
        return (number >>> 1) ^ -(number & 1);
    }

    private static void writeVarint(ByteArrayOutputStream out, long number) {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static void writeZigZag(ByteArrayOutputStream out, long number) {
        writeVarint(out, (number << 1) ^ (number >> 63));
    }
}
