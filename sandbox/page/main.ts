import '@fontsource/noto-sans-sc/400.css'
import '@fontsource/noto-sans-sc/500.css'
import { createApp } from 'vue'
import App from './App.vue'
import './styles/rare.css'
import './styles/base.css'
import './styles/layout.css'

createApp(App).mount('#app')
