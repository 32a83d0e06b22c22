/**
 * Where everything lies: tensors in one arena by their lifetimes ({@link dev.cnnc.compiler.plan.ArenaPlan}), parameters
 * and state one after another ({@link dev.cnnc.compiler.plan.ParameterTable}). What does not fit Java's arrays is found
 * here and in {@link dev.cnnc.compiler.plan.SizeLimits}.
 */
package dev.cnnc.compiler.plan;
