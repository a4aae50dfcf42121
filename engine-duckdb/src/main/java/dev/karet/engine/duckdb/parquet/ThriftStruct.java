package dev.karet.engine.duckdb.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A struct of Thrift's compact protocol, kept as it was read so that fields nobody here knows are written back. Mutable; not
 * thread-safe.
 */
final class ThriftStruct {

    /** A field's or an element's value. */
    sealed interface Value {}

    /** A bool in a field; its type is its value. */
    record Bool(boolean value) implements Value {}

    /** A byte, or a bool in a list. */
    record Byte8(byte value) implements Value {}

    /** Any integer of 16, 32 or 64 bits. */
    record Whole(long value) implements Value {}

    /** A double, as its bits. */
    record Real(long bits) implements Value {}

    /** Text or bytes. */
    record Bytes(byte[] value) implements Value {}

    /** A list or a set; {@code elementType} is the protocol's number. */
    record Elements(int elementType, List<Value> values) implements Value {}

    /** A struct inside another. */
    record Nested(ThriftStruct struct) implements Value {}

    /** @param type the protocol's number for the value's type */
    record Field(int id, int type, Value value) {}

    private final List<Field> fields = new ArrayList<>();

    List<Field> fields() {
        return fields;
    }

    void add(Field field) {
        fields.add(field);
    }

    void remove(int id) {
        fields.removeIf(field -> field.id() == id);
    }

    Optional<Value> find(int id) {
        return fields.stream()
                .filter(field -> field.id() == id)
                .map(Field::value)
                .findFirst();
    }

    /** The integer of field {@code id}; 0 when there is none. */
    long whole(int id) {
        for (Field field : fields) {
            if (field.id() == id && field.value() instanceof Whole(long number)) return number;
        }
        return 0;
    }

    /** Replaces the integer of field {@code id}, which exists. */
    void setWhole(int id, long number) {
        fields.replaceAll(field -> field.id() == id ? new Field(id, field.type(), new Whole(number)) : field);
    }

    /** The structs of list field {@code id}; empty when there is none. */
    List<ThriftStruct> structs(int id) {
        return find(id).map(value -> (Elements) value).map(Elements::values).orElse(List.of()).stream()
                .map(value -> ((Nested) value).struct())
                .toList();
    }

    /** The struct of field {@code id}, which exists. */
    ThriftStruct struct(int id) {
        return ((Nested) find(id).orElseThrow()).struct();
    }

    /** Replaces the structs of list field {@code id}, which exists. */
    void setStructs(int id, List<ThriftStruct> structs) {
        fields.replaceAll(field -> field.id() == id
                ? new Field(
                        id,
                        field.type(),
                        new Elements(
                                ThriftCompact.STRUCT,
                                structs.stream().<Value>map(Nested::new).toList()))
                : field);
    }
}
