import { createApp } from 'vue'
import App from './App.vue'
import { router } from './router.ts'
import './styles/base.css'
import './styles/text.css'

createApp(App).use(router).mount('#app')

// The text shows in the system's fonts at once; ours are looked at only by characters those lack.
void import('./fonts.ts')
