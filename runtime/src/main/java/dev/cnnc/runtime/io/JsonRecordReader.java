package dev.cnnc.runtime.io;

import dev.cnnc.runtime.CnncException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One reading of records out of parsed JSON; see {@link JsonRecords#fromJson}. Every prediction on a command line
 * begins with it, so that what reflection tells of a class is asked once.
 */
final class JsonRecordReader {
    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    private final Map<Class<?>, Form> forms = new HashMap<>();

    /** A record's components and its constructor. */
    private record Form(String[] names, Type[] types, boolean kind, Constructor<?> constructor) {
        static Form of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            String[] names = new String[components.length];
            Type[] types = new Type[components.length];
            Class<?>[] erased = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                names[i] = components[i].getName();
                erased[i] = components[i].getType();
                types[i] = erased[i] == List.class ? components[i].getGenericType() : erased[i];
            }
            try {
                return new Form(names, types, JsonRecords.isKind(type), type.getConstructor(erased));
            } catch (NoSuchMethodException e) {
                throw new IllegalArgumentException(type + " is not a public record", e);
            }
        }
    }

    Object record(Object json, Class<?> type, JsonPlace where) {
        if (!(json instanceof Map<?, ?> members)) {
            throw wrong(where, "an object", json);
        }
        Form form = forms.get(type);
        if (form == null) {
            form = Form.of(type);
            forms.put(type, form);
        }
        Object[] arguments = new Object[form.names.length];
        for (int i = 0; i < arguments.length; i++) {
            String name = form.names[i];
            Object member = members.get(name);
            if (member == null && !members.containsKey(name)) {
                throw new CnncException(where + ": \"" + name + "\" is missing");
            }
            arguments[i] = value(member, form.types[i], new JsonPlace(where, name));
        }
        if (members.size() > arguments.length + (form.kind ? 1 : 0)) {
            List<Object> unknown = new ArrayList<>(members.keySet());
            if (form.kind) {
                unknown.remove(JsonRecords.KIND);
            }
            unknown.removeAll(List.of(form.names));
            throw new CnncException(where + ": unknown member " + Json.write(unknown.get(0)));
        }
        try {
            return form.constructor.newInstance(arguments);
        } catch (InvocationTargetException refused) {
            throw new CnncException(where + ": " + refused.getCause().getMessage(), refused.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " is not a public record", e);
        }
    }

    /** One of the records that a sealed interface permits. */
    private Object oneOf(Object json, Class<?> type, JsonPlace where) {
        if (!(json instanceof Map<?, ?> members)) {
            throw wrong(where, "an object", json);
        }
        List<String> kinds = new ArrayList<>();
        for (Class<?> record : type.getPermittedSubclasses()) {
            String kind = JsonRecords.kindOf(record);
            if (kind.equals(members.get(JsonRecords.KIND))) {
                return record(json, record, where);
            }
            kinds.add(kind);
        }
        if (!members.containsKey(JsonRecords.KIND)) {
            throw new CnncException(where + ": \"" + JsonRecords.KIND + "\" is missing");
        }
        throw wrong(new JsonPlace(where, JsonRecords.KIND), String.join(" or ", kinds), members.get(JsonRecords.KIND));
    }

    private Object value(Object json, Type type, JsonPlace where) {
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
            Type item = list.getActualTypeArguments()[0];
            List<Object> values = new ArrayList<>(items.size());
            for (int i = 0; i < items.size(); i++) {
                values.add(value(items.get(i), item, new JsonPlace(where, i)));
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

    private static CnncException wrong(JsonPlace where, String expected, Object found) {
        String text = found instanceof Map ? "an object" : found instanceof List ? "a list" : Json.write(found);
        return new CnncException(where + ": expected " + expected + ", found "
                + (text.length() <= 80 ? text : text.substring(0, 80) + "..."));
    }
}
