package dev.cnnc.runtime.io;

import dev.cnnc.runtime.CnncException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Public records as JSON objects with a member for each component. Components are {@code int}, {@code long},
 * {@code double}, {@code boolean}, {@link String}, records of the same sort, lists of these and sealed interfaces of
 * records, which of them being said by the member {@code kind}. Reading is strict: every member present, none unknown,
 * each of its type; what a record's constructor refuses is a message too. A double that JSON has no number for is one
 * of the strings NaN, Infinity and -Infinity.
 */
public final class JsonRecords {
    private static final String KIND = "kind";
    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    private JsonRecords() {
    }

    /** What a record of a sealed interface is called in a file: {@code OneCycle} is {@code one_cycle}. */
    public static String kindOf(Class<?> record) {
        return record.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z][a-z])", "_").toLowerCase(Locale.ROOT);
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
        return type.cast(record(json, type, source));
    }

    private static boolean isKind(Class<?> record) {
        return Arrays.stream(record.getInterfaces()).anyMatch(Class::isSealed);
    }

    /** One of the records that a sealed interface permits. */
    private static Object oneOf(Object json, Class<?> type, String where) {
        if (!(json instanceof Map<?, ?> members)) {
            throw wrong(where, "an object", json);
        }
        Class<?>[] records = type.getPermittedSubclasses();
        for (Class<?> record : records) {
            if (kindOf(record).equals(members.get(KIND))) {
                return record(json, record, where);
            }
        }
        if (!members.containsKey(KIND)) {
            throw new CnncException(where + ": \"" + KIND + "\" is missing");
        }
        throw wrong(where + ": " + KIND,
                Arrays.stream(records).map(JsonRecords::kindOf).collect(Collectors.joining(" or ")), members.get(KIND));
    }

    private static Object read(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot read " + component, e);
        }
    }

    private static Object record(Object json, Class<?> type, String where) {
        if (!(json instanceof Map<?, ?> members)) {
            throw wrong(where, "an object", json);
        }
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            if (!members.containsKey(name)) {
                throw new CnncException(where + ": \"" + name + "\" is missing");
            }
            types[i] = components[i].getType();
            arguments[i] = value(members.get(name), components[i].getGenericType(), where + ": " + name);
        }
        if (members.size() > components.length + (isKind(type) ? 1 : 0)) {
            List<Object> unknown = new ArrayList<>(members.keySet());
            if (isKind(type)) {
                unknown.remove(KIND);
            }
            for (RecordComponent component : components) {
                unknown.remove(component.getName());
            }
            throw new CnncException(where + ": unknown member " + Json.write(unknown.get(0)));
        }
        try {
            return type.getConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException refused) {
            throw new CnncException(where + ": " + refused.getCause().getMessage(), refused.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " is not a public record", e);
        }
    }

    private static Object value(Object json, Type type, String where) {
        if (type == long.class && json instanceof Long) {
            return json;
        }
        if ((type == int.class || type == Integer.class) && json instanceof Long number) {
            if (number != number.intValue()) {
                throw wrong(where, "a 32-bit number", json);
            }
            return number.intValue();
        }
        if ((type == double.class || type == Double.class) && json instanceof Number number) {
            return number.doubleValue();
        }
        if (type == double.class && json instanceof String text && NOT_FINITE.contains(text)) {
            return Double.valueOf(text);
        }
        if (type == boolean.class && json instanceof Boolean) {
            return json;
        }
        if (type == String.class && json instanceof String) {
            return json;
        }
        if (type instanceof ParameterizedType list && json instanceof List<?> items) {
            List<Object> values = new ArrayList<>(items.size());
            for (Object item : items) {
                values.add(value(item, list.getActualTypeArguments()[0], where + "[" + values.size() + "]"));
            }
            return values;
        }
        if (type instanceof Class<?> record && record.isRecord()) {
            return record(json, record, where);
        }
        if (type instanceof Class<?> choice && choice.isSealed()) {
            return oneOf(json, choice, where);
        }
        throw wrong(where, expectation(type), json);
    }

    private static String expectation(Type type) {
        if (type instanceof ParameterizedType) {
            return "a list";
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        return type == double.class || type == Double.class ? "a number" : "a whole number";
    }

    private static CnncException wrong(String where, String expected, Object found) {
        String text = found instanceof Map ? "an object" : found instanceof List ? "a list" : Json.write(found);
        return new CnncException(where + ": expected " + expected + ", found "
                + (text.length() <= 80 ? text : text.substring(0, 80) + "..."));
    }
}
