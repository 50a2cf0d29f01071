/** The commands of {@code navicast}, one class each, and what they have in common. */
@NullMarked
package org.navicast.app.command;

import org.jspecify.annotations.NullMarked;
