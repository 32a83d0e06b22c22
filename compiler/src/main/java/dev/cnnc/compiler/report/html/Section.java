package dev.cnnc.compiler.report.html;

/** A part of the page with a heading. */
interface Section {

    /** Names it in links: a word in small letters. */
    String id();

    String title();

    /** Writes what is below the heading; where a run has nothing for it, a sentence that says why. */
    void write(Html html, RunData run);
}
