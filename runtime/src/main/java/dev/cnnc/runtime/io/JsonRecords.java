package dev.cnnc.runtime.io;

import dev.cnnc.runtime.CnncException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Public records as JSON objects with a member for each component. Components are {@code int}, {@code long},
 * {@code double}, {@code boolean}, {@link String}, records of the same sort, lists of these and sealed interfaces of
 * records, which of them being said by the member {@code kind}. Reading is strict: every member present, none unknown,
 * each of its type; what a record's constructor refuses is a message too. A double that JSON has no number for is one
 * of the strings NaN, Infinity and -Infinity.
 */
public final class JsonRecords {
    static final String KIND = "kind";

    private JsonRecords() {
    }

    /** What a record of a sealed interface is called in a file: {@code OneCycle} is {@code one_cycle}. */
    public static String kindOf(Class<?> record) {
        String name = record.getSimpleName();
        StringBuilder kind = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            boolean beginsWord = i > 0 && i + 1 < name.length() && isUpper(name.charAt(i))
                    && isLower(name.charAt(i - 1)) && isLower(name.charAt(i + 1));
            kind.append(beginsWord ? "_" : "").append(Character.toLowerCase(name.charAt(i)));
        }
        return kind.toString();
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    /** A record as maps and lists for {@link Json#write}. */
    public static Object toJson(Object value) {
        if (value instanceof Record) {
            Map<String, Object> members = new LinkedHashMap<>();
            if (isKind(value.getClass())) {
                members.put(KIND, kindOf(value.getClass()));
            }
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                members.put(component.getName(), toJson(read(component, value)));
            }
            return members;
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list.size());
            for (Object item : list) {
                items.add(toJson(item));
            }
            return items;
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return number.toString();
        }
        return value;
    }

    /**
     * A record from what {@link Json#parse} read.
     *
     * @param source names the text in messages
     * @throws CnncException if the value does not describe such a record
     */
    public static <R extends Record> R fromJson(Object json, Class<R> type, String source) {
        return type.cast(new JsonRecordReader().record(json, type, new JsonPlace(null, source)));
    }

    static boolean isKind(Class<?> record) {
        for (Class<?> implemented : record.getInterfaces()) {
            if (implemented.isSealed()) {
                return true;
            }
        }
        return false;
    }

    private static Object read(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot read " + component, e);
        }
    }
}
