package dev.cnnc.runtime;

/**
 * One class of an answer.
 *
 * @param label of the class, or its number if the network names none
 * @param index from 0
 * @param probability from 0 to 1
 */
public record Prediction(String label, int index, float probability) {
}
