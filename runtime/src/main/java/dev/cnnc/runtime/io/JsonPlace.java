package dev.cnnc.runtime.io;

/**
 * Where in a text a value stands, for messages. Its words are put together only when one is printed: a large network's
 * description has ten thousands of places.
 *
 * @param within the place around it; null for the text itself
 * @param name   of a member (a string), or the index of an item (a number)
 */
record JsonPlace(JsonPlace within, Object name) {
    @Override
    public String toString() {
        if (within == null) {
            return name.toString();
        }
        return name instanceof Integer ? within + "[" + name + "]" : within + ": " + name;
    }
}
