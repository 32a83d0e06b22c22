package dev.cnnc.bench.onnxruntime;

/** A {@code NodeProto}. */
final class OnnxNode {

    private static final int INPUT = 1;
    private static final int OUTPUT = 2;
    private static final int OPERATOR = 4;
    private static final int ATTRIBUTE = 5;

    private static final int ATTRIBUTE_NAME = 1;
    private static final int ATTRIBUTE_FLOAT = 2;
    private static final int ATTRIBUTE_INTEGER = 3;
    private static final int ATTRIBUTE_INTEGERS = 8;
    private static final int ATTRIBUTE_TYPE = 20;

    private static final int TYPE_FLOAT = 1;
    private static final int TYPE_INTEGER = 2;
    private static final int TYPE_INTEGERS = 7;

    private final Message message = new Message();

    OnnxNode(String operator) {
        message.with(OPERATOR, operator);
    }

    OnnxNode inputs(String... names) {
        for (String name : names) {
            message.with(INPUT, name);
        }
        return this;
    }

    OnnxNode output(String name) {
        message.with(OUTPUT, name);
        return this;
    }

    OnnxNode set(String name, float value) {
        return attribute(name, TYPE_FLOAT, new Message().with(ATTRIBUTE_FLOAT, value));
    }

    OnnxNode set(String name, int value) {
        return attribute(name, TYPE_INTEGER, new Message().with(ATTRIBUTE_INTEGER, value));
    }

    OnnxNode set(String name, int... values) {
        Message attribute = new Message();
        for (int value : values) {
            attribute.with(ATTRIBUTE_INTEGERS, value);
        }
        return attribute(name, TYPE_INTEGERS, attribute);
    }

    private OnnxNode attribute(String name, int type, Message value) {
        message.with(ATTRIBUTE, value.with(ATTRIBUTE_NAME, name).with(ATTRIBUTE_TYPE, type));
        return this;
    }

    Message message() {
        return message;
    }
}
