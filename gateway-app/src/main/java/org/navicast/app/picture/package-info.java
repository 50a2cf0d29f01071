/** Draws what a profile means: pedals, caps and gamepads with their actions on them. */
@NullMarked
package org.navicast.app.picture;

import org.jspecify.annotations.NullMarked;
