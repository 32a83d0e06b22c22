package dev.cnnc.compiler.cli;

import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * Hears the signals that end a process. The JDK has a class for it, which is exported and of which javac nevertheless
 * warns without a way to turn that off; so it is called through reflection.
 */
final class Signals {

    private static final String CLASS = "sun.misc.Signal";

    /** Where it is given back to {@link #set}, what was there before. */
    private final Object handler;

    private Signals(Object handler) {
        this.handler = handler;
    }

    /** What does something when a signal comes, on a thread of its own; it hears the signal's number. */
    static Signals calling(IntConsumer action) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.SignalHandler");
        return new Signals(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            switch (method.getName()) {
                case "handle" -> action.accept((Integer) given[0].getClass().getMethod("getNumber").invoke(given[0]));
                case "equals" -> {
                    return self == given[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(self);
                }
                default -> {
                    return "a handler of cnnc";
                }
            }
            return null;
        }));
    }

    /**
     * Lets this hear a signal from now on.
     *
     * @param name of the signal: {@code INT}
     * @return what heard it before
     * @throws ReflectiveOperationException if there is no such signal here, or it may not be heard
     */
    Signals set(String name) throws ReflectiveOperationException {
        Class<?> signal = Class.forName(CLASS);
        Object before = signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
        return new Signals(before);
    }
}
