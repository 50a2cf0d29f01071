/** What one client may try to shut the others out, and what the others notice of it. */
@NullMarked
package org.navicast.hub.attack;

import org.jspecify.annotations.NullMarked;
