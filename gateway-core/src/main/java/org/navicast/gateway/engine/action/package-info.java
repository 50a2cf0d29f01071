/** What presses and deflections mean to a viewer: profiles, modes, gestures, rates; pure. */
@NullMarked
package org.navicast.gateway.engine.action;

import org.jspecify.annotations.NullMarked;
