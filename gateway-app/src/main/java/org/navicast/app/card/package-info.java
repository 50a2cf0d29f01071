/**
 * Brings a configuration from a card that any PC can write onto a board: whole or not at all,
 * whenever the power is cut.
 */
@NullMarked
package org.navicast.app.card;

import org.jspecify.annotations.NullMarked;
