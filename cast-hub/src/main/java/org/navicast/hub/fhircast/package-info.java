/** What a hub owes to subscribers of FHIRcast 3.0.0; pure, time passed in. */
@NullMarked
package org.navicast.hub.fhircast;

import org.jspecify.annotations.NullMarked;
