/**
 * What a trained network looks for and what it looks at: first-layer kernels, feature maps, saliency, Grad-CAM and
 * activation maximisation. Each class computes one of them from a {@link dev.cnnc.compiler.observe.Probe} and draws it.
 */
package dev.cnnc.compiler.visual;
